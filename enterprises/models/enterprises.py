from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.changed_at import ChangedAtField
from core.fields import Read, Readers
from enterprises.querysets import EnterpriseQuerySet
from enterprises.states import EnterpriseKind, OperatingState
from parks.models import Park


class Enterprise(Read):
    """An enterprise under supervision (企业) and its file (一企一档); it acts through its organization."""

    name = models.CharField(_("Name"), max_length=120)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18, blank=True)
    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="county_enterprises")
    organization = models.OneToOneField(
        Organization, verbose_name=_("Organization"), on_delete=models.PROTECT, related_name="enterprise"
    )
    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True, related_name="enterprises"
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=EnterpriseKind.choices)
    state = models.CharField(_("Operating state"), max_length=12, choices=OperatingState.choices)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    products = models.CharField(_("Main products"), max_length=300, blank=True)
    employees = models.PositiveIntegerField(_("Employees"), null=True, blank=True)
    principal_name = models.CharField(_("Principal"), max_length=60, blank=True)
    principal_phone = models.CharField(_("Principal's phone"), max_length=40, blank=True)
    safety_manager_name = models.CharField(_("Safety manager"), max_length=60, blank=True)
    safety_manager_phone = models.CharField(_("Safety manager's phone"), max_length=40, blank=True)
    linked_leader = models.ForeignKey(
        User, verbose_name=_("Linked leader"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    linked_organization = models.ForeignKey(
        Organization, verbose_name=_("Linked unit"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    has_key_process = models.BooleanField(_("Key hazardous process"), default=False)
    has_key_chemical = models.BooleanField(_("Key supervised chemical"), default=False)
    has_major_hazard_source = models.BooleanField(_("Major hazard source"), default=False)
    updated_at = ChangedAtField(_("Updated"), auto_now=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        public="name short_name county park kind state",
        unit=(
            "credit_code organization address products employees principal_name principal_phone "
            "safety_manager_name safety_manager_phone linked_leader linked_organization has_key_process "
            "has_key_chemical has_major_hazard_source updated_at version"
        ),
    )

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("Enterprise")
        constraints = (
            models.UniqueConstraint(fields=("county", "name"), name="enterprise_name_once_in_county"),
            models.UniqueConstraint(
                fields=("credit_code",), condition=~models.Q(credit_code=""), name="enterprise_credit_code_once"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("enterprises:enterprise-detail", args=[self.pk])

    @property
    def label(self) -> str:
        return self.short_name or self.name
