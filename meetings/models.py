"""调度: since when somebody has not looked, the meetings, and what they have decided should be done."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from core import clock
from core.fields import Read, Readers
from core.figures import Moment
from meetings.querysets import DutyQuerySet, LastLookQuerySet, MeetingQuerySet
from meetings.states import OPEN_DUTIES, DutyState
from parks.models import Park


class LastLook(Read):
    """When a person last looked at a board (上次查看): one row a person, written at most once an hour.

    `before` is when the visit before the present one ended: what the board compares with; empty at the first visit.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    readers = Readers(public="person at before")

    objects = LastLookQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d %H:%M}"


class Meeting(Read):
    """A dispatch meeting (调度会): what has changed since the one before, and what it decides.

    Without a park it is the county's, held by its coordinating office; with one it is of that park alone, held by its
    committee.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="meetings")
    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    title = models.CharField(pgettext_lazy("meeting", "Title"), max_length=80)
    held_at = models.DateTimeField(pgettext_lazy("meeting", "Held"), db_index=True)
    place = models.CharField(pgettext_lazy("meeting", "Venue"), max_length=80, blank=True)
    chair = models.CharField(_("Chaired by"), max_length=60)
    attendees = models.TextField(pgettext_lazy("meeting", "Attended by"), max_length=2000, blank=True)
    opened_by = models.ForeignKey(User, verbose_name=_("Entered by"), on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    readers = Readers(unit="county park title held_at place chair attendees opened_by version")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-held_at", "-pk")
        verbose_name = _("Dispatch meeting")
        constraints = (
            models.UniqueConstraint(
                fields=("county", "held_at"),
                condition=models.Q(park=None),
                name="meeting_once",
                violation_error_message=_("There is a meeting at this time already."),
            ),
            models.UniqueConstraint(
                fields=("park", "held_at"),
                name="meeting_of_park_once",
                violation_error_message=_("There is a meeting at this time already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.held_on.isoformat()}"

    @property
    def held_on(self) -> date:
        """Its day in the county."""
        return timezone.localdate(self.held_at)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting-detail", args=[self.pk])

    @property
    def moment(self) -> Moment:
        """When it was held: what the next one compares with."""
        return Moment.of(self.held_at)


class Duty(Read):
    """A decision of a meeting that somebody has to carry out (调度会议定事项): who, what, by when.

    `report` is what the unit says it has done, `answer` why it was sent back or cancelled.
    """

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("Dispatch meeting"), on_delete=models.PROTECT, related_name="duties"
    )
    text = models.CharField(_("What is to be done"), max_length=300)
    organization = models.ForeignKey(
        Organization, verbose_name=_("Responsible unit"), on_delete=models.PROTECT, related_name="meeting_duties"
    )
    person = models.ForeignKey(
        User, verbose_name=_("Responsible person"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due = models.DateField(_("To be done by"), db_index=True)
    state = models.CharField(
        pgettext_lazy("duty", "State"), max_length=12, choices=DutyState.choices, default=DutyState.GIVEN
    )
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    report = models.TextField(_("What was done"), blank=True)
    done_by = models.ForeignKey(
        User, verbose_name=_("Reported by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(_("Reported"), null=True, blank=True)
    answer = models.TextField(_("Opinion or reason"), blank=True)
    ended_by = models.ForeignKey(
        User, verbose_name=_("Ended by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "meeting text organization person due state given_by given_at report done_by done_at answer "
            "ended_by ended_at version"
        ),
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ("due", "pk")
        verbose_name = _("Decision of a meeting")
        indexes = (models.Index(fields=("organization", "state"), name="duty_of_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(OPEN_DUTIES)) | models.Q(ended_at__isnull=False),
                name="duty_end_has_its_moment",
            ),
        )

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("meetings:duty-detail", args=[self.pk])

    @property
    def is_late(self) -> bool:
        """Whether it was to be done before today, and nobody has reported it."""
        return self.state == DutyState.GIVEN and self.due < clock.today()

    @property
    def sign(self) -> str:
        """How a page signs its state."""
        if self.is_late:
            return "sign-late"
        return {DutyState.GIVEN: "sign-soon", DutyState.CONFIRMED: "sign-ok"}.get(DutyState(self.state), "sign-plain")
