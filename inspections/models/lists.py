from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from core.fields import Read, Readers
from inspections.querysets import SuperiorListQuerySet
from inspections.states import SourceKind


class SuperiorList(Read):
    """A list of a superior (上级清单): what one letter, round of an inspectorate or batch has fed back or assigned.

    It is found by kind and title, as its rows name it; what else its letter says is written down by people.
    Its rows are the sources that name it (`FindingSource.position`: their order there).
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="superior_lists")
    kind = models.CharField(_("Source"), max_length=16, choices=SourceKind.choices)
    title = models.CharField(_("List"), max_length=200, blank=True)
    issuer = models.CharField(_("Whose list it is"), max_length=120, blank=True)
    number = models.CharField(_("Document number"), max_length=80, blank=True)
    dated_on = models.DateField(_("Date of the list"), null=True, blank=True)
    answer_by = models.DateField(_("Next answer due by"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(officials="county kind title issuer number dated_on answer_by version")

    objects = SuperiorListQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("List of a superior")
        constraints = (
            models.UniqueConstraint(fields=("county", "kind", "title"), name="superior_list_once_in_county"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title; of problems that name no list what kind of master they have."""
        return self.title or str(self.untitled)

    @property
    def untitled(self) -> str | Promise:
        return _("%(kind)s without a list") % {"kind": self.get_kind_display()}
