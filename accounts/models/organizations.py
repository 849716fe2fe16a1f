from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.querysets import OrganizationQuerySet
from accounts.rules.unit_names import normalise
from accounts.states import INSPECTING_KINDS, OrganizationKind
from core.fields import Read, Readers


class Organization(Read):
    """A unit (单位) in the tree: county government, department, park committee, enterprise, superior body.

    `path` lists the ids from the root down ('/1/7/42/'), so that a subtree is one indexed
    prefix; `county` is the county government it belongs to, empty for bodies above counties.
    """

    name = models.CharField(_("Name"), max_length=120)
    short_name = models.CharField(_("Short name"), max_length=40, blank=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=OrganizationKind.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("Belongs to"), on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    county = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="county_units")
    path = models.CharField(max_length=200, editable=False, default="", db_index=True)
    credit_code = models.CharField(_("Unified social credit code"), max_length=18, blank=True)
    protocol_order = models.PositiveSmallIntegerField(_("Protocol order"), default=1000)
    phone = models.CharField(_("Office phone"), max_length=40, blank=True)
    document_word = models.CharField(_("Word in document numbers"), max_length=20, blank=True, default="")
    is_active = models.BooleanField(_("Active"), default=True)

    readers = Readers(
        public="name short_name kind parent county path protocol_order is_active document_word",
        unit="credit_code phone",
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ("protocol_order", "name")
        verbose_name = _("Organization")
        constraints = (
            models.UniqueConstraint(fields=("county", "name"), name="organization_name_once_in_county"),
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganizationKind.values), name="organization_kind_known"
            ),
        )

    @property
    def word_on_papers(self) -> str:
        """What its document numbers begin with: its own word, else the first character of the county's name."""
        return self.document_word or settings.COUNTY_NAME[:1]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short form where there is one, as officials say it."""
        return self.short_name or self.name

    @property
    def may_inspect(self) -> bool:
        """Whether it has the power to inspect enterprises in its own name (R7)."""
        return self.kind in INSPECTING_KINDS

    @property
    def depth(self) -> int:
        """How deep it hangs in the tree: 0 for a root; no page shows more than four steps."""
        return min(max(self.path.count("/") - 2, 0), 4)


class OrganizationAlias(Read):
    """Another way a unit is written in the lists that come in (县安监局 for 县应急管理局)."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("Other name"), max_length=120)
    normalised = models.CharField(max_length=120, db_index=True, editable=False)

    readers = Readers(unit="organization name normalised")

    class Meta:
        verbose_name = _("Other name of a unit")
        constraints = (models.UniqueConstraint(fields=("organization", "normalised"), name="alias_once"),)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, organization: Organization, name: str) -> "OrganizationAlias":
        """An unsaved alias with its normalised form."""
        return cls(organization=organization, name=name, normalised=normalise(name))
