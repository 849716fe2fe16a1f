"""安全提示: what the engine of safety proposes of an enterprise, once for each thing and criterion."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from core.states import ProposalEventKind, ProposalState
from enterprises.models import Enterprise
from law.models import Criterion
from safety.querysets import ShortfallEventQuerySet, ShortfallQuerySet
from safety.states import ShortfallKind

Facts = dict[str, str]
SIGNS = {ProposalState.PROPOSED: "sign-soon", ProposalState.CONFIRMED: "sign-late"}


class Shortfall(Read):
    """A duty not performed, a person below what the post asks, a place with too many people (domain rules R2, R6).

    `thing` is what falls short with the criterion by which ("safety.guarantor:3 MC5_1_5"), `code` the category of the
    problem. It is major where a `criterion` of major hazards was in force on the day since which it is so.
    """

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="shortfalls")
    kind = models.CharField(_("Kind of shortfall"), max_length=12, choices=ShortfallKind.choices)
    code = models.CharField(_("Code"), max_length=4)
    thing = models.CharField(max_length=80)
    state = models.CharField(
        pgettext_lazy("violation", "State"),
        max_length=10,
        choices=ProposalState.choices,
        default=ProposalState.PROPOSED,
    )
    criterion = models.ForeignKey(
        Criterion, verbose_name=_("Criterion"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    since = models.DateField(_("Since"), null=True)
    facts: "models.JSONField[Facts, Facts]" = models.JSONField(_("Facts"))
    proposed_on = models.DateField(pgettext_lazy("violation", "Proposed on"))
    version = models.PositiveIntegerField(default=1)

    readers = Readers(unit="enterprise kind code thing state criterion since facts proposed_on version")

    objects = ShortfallQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_on", "-pk")
        verbose_name = _("Proposed shortfall of safety")
        constraints = (models.UniqueConstraint(fields=("enterprise", "thing"), name="shortfall_once_of_a_thing"),)
        indexes = (models.Index(fields=("state", "-proposed_on"), name="shortfall_by_state"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("safety:shortfall-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """What falls short, as a title."""
        return gettext("%(kind)s: %(what)s") % {"kind": self.get_kind_display(), "what": self.facts.get("what", "")}

    @property
    def name_in_log(self) -> str:
        return f"{self.code} {self.thing}"

    @property
    def is_major(self) -> bool:
        """Whether it is a candidate for a major hazard."""
        return self.criterion_id is not None

    @property
    def sign(self) -> str:
        """How the page signs its state."""
        return SIGNS.get(ProposalState(self.state), "sign-plain")

    @property
    def county_id(self) -> int:
        return self.enterprise.county_id


class ShortfallEvent(Read):
    """What happened to a proposal, and on which facts; the engine has no name (`actor` None)."""

    shortfall = models.ForeignKey(Shortfall, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("Event"), max_length=10, choices=ProposalEventKind.choices)
    on = models.DateField(_("Day"))
    at = models.DateTimeField(_("Moment"))
    actor = models.ForeignKey(User, verbose_name=_("By"), on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("Reason"), blank=True)
    facts: "models.JSONField[Facts, Facts]" = models.JSONField(_("Facts"))

    readers = Readers(unit="shortfall kind on at actor reason facts")

    objects = ShortfallEventQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Event of a proposed shortfall")

    def __str__(self) -> str:
        return str(self.get_kind_display())
