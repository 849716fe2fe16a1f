from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from core.models import Attachment
from enterprises.states import OperatingState
from projects.models.projects import Project
from projects.querysets import RecordQuerySet, SpellQuerySet
from projects.states import RecordKind

IN_ORDER = (F("began_on").asc(nulls_first=True), F("pk"))


class ProjectStateSpell(Read):
    """A state of a project with the day on which it began (建设状态); one recorded in error is struck out, not deleted.

    Where nobody knows the day, it stands before the others: only the first state of a file may be without one.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="spells")
    state = models.CharField(_("State"), max_length=12, choices=OperatingState.choices)
    began_on = models.DateField(_("Began on"), null=True, blank=True)
    struck_because = models.CharField(_("Recorded in error because"), max_length=200, blank=True)
    recorded_on = models.DateField(_("Recorded"))
    version = models.PositiveIntegerField(default=1)

    tab = "overview"
    readers = Readers(unit="project state began_on struck_because recorded_on version")

    objects = SpellQuerySet.as_manager()

    class Meta:
        ordering = IN_ORDER
        verbose_name = _("State of construction")

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def dossier(self) -> Project:
        """The file in which the state stands."""
        return self.project


class ProjectRecord(Read):
    """What is on record beside the approvals: admission, pre-assessment, 三查四定, PSSR, a material change.

    `held_on` is its day, of a change the day on which it was made; `settled_on` the day on which all of it was
    settled: the defects found were put right, the change was approved anew.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(_("Kind"), max_length=20, choices=RecordKind.choices)
    held_on = models.DateField(_("Day"))
    led_by = models.CharField(_("Led by"), max_length=120, blank=True)
    content = models.TextField(_("What was found, decided or changed"), blank=True)
    defects = models.PositiveSmallIntegerField(_("Defects found"), null=True, blank=True)
    settled_on = models.DateField(_("All settled on"), null=True, blank=True)
    scans = models.ManyToManyField(Attachment, verbose_name=_("Scans"), related_name="+")
    version = models.PositiveIntegerField(default=1)

    tab = "overview"
    readers = Readers(unit="project kind held_on led_by content defects settled_on scans version")

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("held_on", "pk")
        verbose_name = _("Record of a project")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.held_on}"

    @property
    def dossier(self) -> Project:
        """The file in which the record stands."""
        return self.project
