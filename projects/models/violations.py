from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.fields import Read, Readers
from enterprises.states import OperatingState
from projects.models.projects import Project
from projects.querysets import ViolationEventQuerySet, ViolationQuerySet
from projects.rules.judging import Breach, Ground, Why
from projects.rules.requirements import CODES, NAMES
from projects.states import ViolationEventKind, ViolationState


class Violation(Read):
    """违法提示: what the compliance engine proposes of a project, once for each code and case (`part`).

    A person confirms it, which makes a finding of it, or dismisses it with a reason. It is withdrawn when it holds no
    more, and proposed again when the facts are others than those that were dismissed.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="violations")
    code = models.CharField(_("Code"), max_length=4, choices=[(code, code) for code in CODES])
    part = models.CharField(_("Case"), max_length=40)
    state = models.CharField(
        pgettext_lazy("violation", "State"),
        max_length=10,
        choices=ViolationState.choices,
        default=ViolationState.PROPOSED,
    )
    of_state = models.CharField(_("State of construction"), max_length=12, choices=OperatingState.choices)
    began_on = models.DateField(_("Act began on"), null=True)
    ended_on = models.DateField(_("Act ended on"), null=True)
    is_major = models.BooleanField(_("Candidate for a major hazard"), default=False)
    grounds: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(_("Grounds"))
    proposed_on = models.DateField(pgettext_lazy("violation", "Proposed on"))
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit="project code part state of_state began_on ended_on is_major grounds proposed_on version",
    )

    objects = ViolationQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_on", "-pk")
        verbose_name = _("Proposed violation")
        constraints = (models.UniqueConstraint(fields=("project", "code", "part"), name="violation_once_in_project"),)
        indexes = (models.Index(fields=("state", "-proposed_on"), name="violation_by_state"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("projects:violation-detail", args=[self.pk])

    @property
    def name(self) -> str:
        return str(NAMES.get((self.code, self.part), self.part))

    @property
    def name_in_log(self) -> str:
        return f"{self.code} {self.part}"

    @property
    def breach(self) -> Breach:
        """As the rules said it."""
        grounds = tuple(
            Ground(each["paper"], Why(each["why"]), _day(each.get("day")), _day(each.get("cured")))
            for each in self.grounds
        )
        return Breach(self.code, self.part, self.of_state, self.began_on, grounds, is_major=self.is_major)

    @property
    def sign(self) -> str:
        """How the page signs its state."""
        return {ViolationState.PROPOSED: "sign-soon", ViolationState.CONFIRMED: "sign-late"}.get(
            ViolationState(self.state), "sign-plain"
        )

    @property
    def county_id(self) -> int:
        return self.project.county_id

    def take(self, breach: Breach) -> None:
        """Say what the rules say now."""
        self.of_state, self.began_on, self.ended_on = breach.state, breach.began, breach.ended
        self.is_major, self.grounds = breach.is_major, as_json(breach)


class ViolationEvent(Read):
    """提示的经过: what happened to a proposal, and on which facts; the engine has no name (`actor` None)."""

    violation = models.ForeignKey(Violation, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("Event"), max_length=10, choices=ViolationEventKind.choices)
    on = models.DateField(_("Day"))
    at = models.DateTimeField(_("Moment"))
    actor = models.ForeignKey(User, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("Reason"), blank=True)
    grounds: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(_("Grounds"))

    readers = Readers(unit="violation kind on at actor reason grounds")

    objects = ViolationEventQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Event of a proposed violation")

    def __str__(self) -> str:
        return str(self.get_kind_display())


def as_json(breach: Breach) -> list[dict[str, str]]:
    """The grounds of a breach as plain values."""
    return [
        {
            "paper": ground.paper,
            "why": ground.why.value,
            **({"day": ground.day.isoformat()} if ground.day else {}),
            **({"cured": ground.cured.isoformat()} if ground.cured else {}),
        }
        for ground in breach.grounds
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
