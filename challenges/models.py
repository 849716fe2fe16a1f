"""异议申请: what an enterprise says against a finding, who answers it by when, and what came of it."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from challenges.querysets import ChallengeEventQuerySet, ChallengeQuerySet
from challenges.states import (
    DECIDED,
    ENDED,
    LEADS_TO,
    OF_NO_RUNG,
    OPEN_STATES,
    WITH_THE_BODY,
    ChallengeEventKind,
    ChallengeState,
    Rung,
)
from core import clock
from core.fields import Read, Readers
from core.models import Attachment
from enterprises.models import Enterprise
from rectification.models import Item

DECIDERS = ("team_by", "unit_by", "body_by", "leader_by")
"""Who has answered on each rung: never the same person."""
PARTIES = ("found_by", "assigned_by")
"""Who found it and who assigned it: they answer on no rung but the first, which is theirs."""
SIGNS = {
    ChallengeState.VOIDED: "sign-ok",
    ChallengeState.CHANGED: "sign-ok",
    ChallengeState.UNDECIDED: "sign-late",
}


def _differ() -> models.Q:
    """The deciders are different people, and from the second rung on none who found or assigned it."""
    pairs = (*combinations(DECIDERS, 2), *((party, decider) for party in PARTIES for decider in DECIDERS[1:]))
    found = models.Q()
    for one, other in pairs:
        found &= models.Q(**{one: None}) | models.Q(**{other: None}) | ~models.Q(**{one: models.F(other)})
    return found


class Challenge(Read):
    """A challenge (异议申请) of an enterprise to a finding on the ledger; an item has one that was not withdrawn.

    `rung` says who answers, `unit` which unit of theirs; `due` is the last day of the clock that runs: of who answers,
    of the enterprise that may go on, of the second person who agrees to a voiding. `verdict` is the latest answer.
    `found_by` and `assigned_by` are kept as they were, so that the table itself holds that they decide nothing.
    """

    item = models.ForeignKey(Item, verbose_name=_("Problem"), on_delete=models.PROTECT, related_name="challenges")
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="challenges"
    )
    wrong = models.TextField(_("What is wrong with the finding"))
    reason = models.TextField(_("Why"))
    files = models.ManyToManyField(Attachment, verbose_name=_("Proof"), blank=True, related_name="challenges")
    served_on = models.DateField(_("Served on"))
    raised_by = models.ForeignKey(User, verbose_name=_("Challenged by"), on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(pgettext_lazy("challenge", "Raised"))
    state = models.CharField(
        pgettext_lazy("challenge", "State"),
        max_length=12,
        choices=ChallengeState.choices,
        default=ChallengeState.OPEN,
    )
    rung = models.CharField(pgettext_lazy("challenge", "Step"), max_length=8, choices=Rung.choices, default=Rung.TEAM)
    unit = models.ForeignKey(
        Organization,
        verbose_name=_("Answering unit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due = models.DateField(pgettext_lazy("challenge", "Clock ends on"), db_index=True)
    verdict = models.CharField(_("Latest answer"), max_length=12, choices=ChallengeState.choices, blank=True)
    found_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    team_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    leader_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(pgettext_lazy("challenge", "Ended"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        unit=(
            "item enterprise wrong reason files served_on raised_by raised_at state rung unit due verdict found_by "
            "assigned_by team_by unit_by body_by leader_by ended_at version"
        ),
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ("-raised_at", "-pk")
        verbose_name = _("Challenge to a finding")
        constraints = (
            models.UniqueConstraint(
                fields=("item",),
                condition=~models.Q(state=ChallengeState.WITHDRAWN),
                name="challenge_once_an_item",
                violation_error_message=_("This finding has been challenged already."),
            ),
            models.CheckConstraint(condition=_differ(), name="challenge_decided_by_others"),
            models.CheckConstraint(condition=models.Q(state__in=ChallengeState.values), name="challenge_state_known"),
            models.CheckConstraint(condition=models.Q(rung__in=Rung.values), name="challenge_rung_known"),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STATES, ended_at=None)
                | models.Q(state__in=ENDED, ended_at__isnull=False),
                name="challenge_ends_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=DECIDED) | models.Q(verdict__in=DECIDED),
                name="challenge_decided_by_somebody",
            ),
        )
        indexes = (
            models.Index(fields=("state", "due"), name="challenge_clocks"),
            models.Index(fields=("enterprise", "state"), name="challenge_by_state"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("challenges:challenge-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """What is challenged, as a title."""
        return str(self.item)

    @property
    def name_in_log(self) -> str:
        """The log tells which item it is about, and not what was said of it."""
        return self.item.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def runs_until(self) -> date | None:
        """The last day of the clock that runs; None where it has ended."""
        return self.due if self.is_open else None

    @property
    def is_with_the_body(self) -> bool:
        return self.state in WITH_THE_BODY

    @property
    def is_late(self) -> bool:
        """Whether the body should have answered before today."""
        return self.is_with_the_body and self.due < clock.today()

    @property
    def decider_ids(self) -> list[int]:
        """Who has answered on any rung."""
        return [found for name in DECIDERS if (found := getattr(self, f"{name}_id")) is not None]

    @property
    def sign(self) -> str:
        """How the page signs its state."""
        if self.is_open:
            return "sign-late" if self.is_late else "sign-soon"
        return SIGNS.get(ChallengeState(self.state), "sign-plain")

    @property
    def answerer(self) -> str:
        """Whose clock runs, in words: the enterprise's, the second person's, or that of a unit on its rung."""
        if self.state == ChallengeState.ANSWERED:
            return self.enterprise.label
        if self.state == ChallengeState.CONFIRMING:
            return str(_("Second person"))
        unit = self.unit.label if self.unit else ""
        return f"{self.get_rung_display()} {unit}".strip()


class ChallengeEvent(Read):
    """What happened to a challenge (异议申请的经过), only ever added to; of the house itself there is no `actor`."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("Event"), max_length=12, choices=ChallengeEventKind.choices)
    rung = models.CharField(pgettext_lazy("challenge", "Step"), max_length=8, choices=Rung.choices)
    unit = models.ForeignKey(
        Organization, verbose_name=_("Answering unit"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("Moment"))
    actor = models.ForeignKey(User, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(pgettext_lazy("challenge", "Clock ends on"), null=True)
    text = models.TextField(_("Reason"), blank=True)

    readers = Readers(unit="challenge kind rung unit at actor due text")

    changes: Sequence[object] = ()
    """What a change has set right, in words: put there by the page that shows it."""

    objects = ChallengeEventQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Event of a challenge")

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def place(self) -> str:
        """Where it happened or where it went: the rung with its unit; of what no rung has done, nothing."""
        if self.kind in OF_NO_RUNG:
            return ""
        unit = self.unit.label if self.unit else ""
        said = f"{self.get_rung_display()} {unit}".strip()
        return f"→ {said}" if self.leads_on else said

    @property
    def leads_on(self) -> bool:
        """Whether it brought the challenge to a rung."""
        return self.kind in LEADS_TO
