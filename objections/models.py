"""异议: what an enterprise says is wrong in its own file, who has to answer by when, and what came of it."""

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core import clock
from core.encryption import EncryptedTextField
from core.fields import Read, Readers
from core.models import Attachment, FileChange
from core.querysets import model_of
from core.rules import phones
from enterprises.models import Enterprise
from objections.querysets import ObjectionEventQuerySet, ObjectionQuerySet
from objections.states import ObjectionEventKind, ObjectionState, Turn


class Objection(Read):
    """An objection (异议) to one datum of the file of an enterprise; a datum has one that is open.

    The datum is the `field` of the row `subject` ("safety.keyperson:3"). What was on file then, and what would be
    right, may be data of persons and stand encrypted. `change` is the change of the file that came of it.
    """

    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="objections"
    )
    subject = models.CharField(max_length=80)
    subject_name = models.CharField(_("File or row"), max_length=200)
    field = models.CharField(_("Datum"), max_length=60)
    on_file = EncryptedTextField(_("On file then"), blank=True)
    wrong = models.TextField(_("What is wrong with it"))
    proposed = EncryptedTextField(_("What would be right"), blank=True)
    reason = models.TextField(_("Why"))
    files = models.ManyToManyField(Attachment, verbose_name=_("Proof"), blank=True, related_name="objections")
    state = models.CharField(
        pgettext_lazy("objection", "State"),
        max_length=12,
        choices=ObjectionState.choices,
        default=ObjectionState.OPEN,
    )
    turn = models.CharField(_("Whose turn"), max_length=8, choices=Turn.choices, default=Turn.KEEPER)
    due = models.DateField(_("Answer due by"), db_index=True)
    raised_by = models.ForeignKey(User, verbose_name=_("Objected by"), on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("Raised"))
    answered_by = models.ForeignKey(
        User, verbose_name=_("Answered by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("Answer"), blank=True)
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)
    change = models.ForeignKey(FileChange, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "enterprise subject subject_name field on_file wrong proposed reason files state turn due raised_by "
            "raised_at answered_by answer ended_at change version"
        ),
    )

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ("-raised_at", "-pk")
        verbose_name = _("Objection to a datum")
        constraints = (
            models.UniqueConstraint(
                fields=("subject", "field"),
                condition=models.Q(state="OPEN"),
                name="objection_once_open",
                violation_error_message=_("There is an open objection to this datum already."),
            ),
        )
        indexes = (models.Index(fields=("enterprise", "state"), name="objection_by_state"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("objections:objection-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """What is objected to, as a title."""
        return f"{self.subject_name} · {self.field_label}"

    @property
    def name_in_log(self) -> str:
        """The log tells which datum it is about, and not what was said of it."""
        return f"{self.subject} {self.field}"

    @property
    def model(self) -> type[models.Model]:
        """The table of the row that it is about."""
        return model_of(self.subject.partition(":")[0])

    @property
    def field_label(self) -> str:
        """The datum in words; its bare name where the column has gone since."""
        try:
            return str(getattr(self.model._meta.get_field(self.field), "verbose_name", self.field))
        except FieldDoesNotExist:
            return self.field

    @property
    def on_file_shown(self) -> str:
        """What was on file; phones masked."""
        return self._masked(self.on_file)

    @property
    def proposed_shown(self) -> str:
        """What would be right; phones masked."""
        return self._masked(self.proposed)

    @property
    def is_open(self) -> bool:
        return self.state == ObjectionState.OPEN

    @property
    def is_late(self) -> bool:
        """Whether its answer was due before today."""
        return self.is_open and self.due < clock.today()

    @property
    def sign(self) -> str:
        """How the page signs its state."""
        if self.state == ObjectionState.OPEN:
            return "sign-late" if self.is_late else "sign-soon"
        return {ObjectionState.ACCEPTED: "sign-ok", ObjectionState.UNANSWERED: "sign-late"}.get(
            ObjectionState(self.state), "sign-plain"
        )

    def _masked(self, text: str) -> str:
        return phones.masked(text) if self.field.endswith("phone") else text


class ObjectionEvent(Read):
    """What happened to an objection (异议的经过), only ever added to; of the house itself there is no `actor`."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("Event"), max_length=10, choices=ObjectionEventKind.choices)
    at = models.DateTimeField(_("Moment"))
    actor = models.ForeignKey(
        User, verbose_name=_("By"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due = models.DateField(_("Answer due by"), null=True, blank=True)
    text = models.TextField(_("Reason"), blank=True)

    readers = Readers(unit="objection kind at actor due text")

    objects = ObjectionEventQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Event of an objection")

    def __str__(self) -> str:
        return str(self.get_kind_display())
