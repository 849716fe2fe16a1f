"""双随机: a draw with its published commitment, its sealed seed, and what binds an inspector to an enterprise."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from capability.models import Supervisor
from core import clock
from core.encryption import EncryptedTextField
from core.fields import Read, Readers
from draws.querysets import DrawnVisitQuerySet, DrawQuerySet, InterestQuerySet, SealedSeedQuerySet
from draws.states import DrawState, InterestKind
from enterprises.models import Enterprise
from parks.models import Park


class Draw(Read):
    """A random draw (双随机抽查) of enterprises and of the teams that go there.

    Its candidates are frozen when it is committed (`draws.rules.drawing.Frozen`); the seed is there once it is drawn,
    with the result. Nothing else of a row is ever changed: triggers refuse it. Being drawn makes its `version` 2.
    """

    county = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="draws")
    organization = models.ForeignKey(
        Organization,
        verbose_name=pgettext_lazy("draw", "Drawn by the unit"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    park = models.ForeignKey(
        Park, verbose_name=_("Park"), on_delete=models.PROTECT, null=True, blank=True, related_name="draws"
    )
    title = models.CharField(pgettext_lazy("draw", "Title"), max_length=80)
    first_day = models.DateField(_("First day of the visits"))
    last_day = models.DateField(_("Last day of the visits"))
    number = models.PositiveSmallIntegerField(_("Enterprises to draw"))
    team = models.PositiveSmallIntegerField(_("Inspectors of a team"))
    is_of_county = models.BooleanField(_("Inspectors of the whole county"), default=False)
    candidates = models.JSONField()
    commitment = models.CharField(_("Commitment"), max_length=64)
    committed_at = models.DateTimeField(_("Committed"))
    committed_by = models.ForeignKey(User, verbose_name=_("Committed by"), on_delete=models.PROTECT, related_name="+")
    redraw_of = models.OneToOneField(
        "self",
        verbose_name=_("Redraw of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="redrawn_as",
    )
    redraw_reason = models.TextField(_("Reason of the redraw"), blank=True)
    drawn_at = models.DateTimeField(pgettext_lazy("draw", "Drawn at"), null=True, blank=True)
    drawn_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("draw", "Drawn by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    seed = models.CharField(pgettext_lazy("draw", "Seed"), max_length=64, blank=True)
    result = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials=(
            "county organization park title first_day last_day number team is_of_county candidates commitment "
            "committed_at committed_by redraw_of redraw_reason drawn_at drawn_by seed result version"
        ),
    )

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ("-committed_at", "-pk")
        verbose_name = pgettext_lazy("draw", "Random draw")
        constraints = (
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="draw_has_days"),
            models.CheckConstraint(condition=models.Q(team__gte=2, number__gte=1), name="draw_of_two_at_least"),
            models.CheckConstraint(
                condition=models.Q(redraw_of=None) | ~models.Q(redraw_reason=""), name="redraw_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(drawn_at=None, seed="", result__isnull=True)
                | models.Q(drawn_at__isnull=False) & ~models.Q(seed=""),
                name="draw_shows_its_seed_when_drawn",
            ),
        )

    def holds(self, day: date) -> bool:
        """Whether it was drawn for visits of this day: interests and leave were looked at for these days alone."""
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("draws:draw-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        """The log tells which draw it is, and nothing of its words."""
        return self.commitment[:12]

    @property
    def replacement(self) -> "Draw | None":
        """The redraw that stands in its place."""
        return getattr(self, "redrawn_as", None)

    @property
    def state(self) -> str:
        """A value of DrawState."""
        if self.replacement is not None:
            return DrawState.REPLACED.value
        return (DrawState.DRAWN if self.drawn_at else DrawState.COMMITTED).value

    @property
    def state_label(self) -> str:
        return str(DrawState(self.state).label)

    @property
    def sign(self) -> str:
        """How a page signs its state."""
        return {DrawState.COMMITTED: "sign-soon", DrawState.DRAWN: "sign-ok"}.get(DrawState(self.state), "sign-plain")


class SealedSeed(Read):
    """The seed of a draw, encrypted; it leaves this table only by being drawn."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, primary_key=True, related_name="sealed")
    seed = EncryptedTextField()

    readers = Readers(nobody="draw seed")

    objects = SealedSeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.draw_id}"


class DrawnVisit(Read):
    """A line of a result: the enterprise that was drawn, and the team that goes there.

    `body` is whose visit it is: all of the team are its officers. Empty where a draw of the first format
    (`draws.rules.drawing.FIRST_FORMAT`) has mixed them: such a team pays no visit.
    """

    draw = models.ForeignKey(
        Draw, verbose_name=pgettext_lazy("draw", "Random draw"), on_delete=models.PROTECT, related_name="lines"
    )
    place = models.PositiveSmallIntegerField(_("Place of the draw"))
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="drawn"
    )
    body = models.ForeignKey(
        Organization,
        verbose_name=_("Inspecting body"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    team = models.ManyToManyField(Supervisor, verbose_name=pgettext_lazy("draw", "Team"), related_name="drawn")

    readers = Readers(officials="draw place enterprise body team")

    objects = DrawnVisitQuerySet.as_manager()

    class Meta:
        ordering = ("draw", "place")
        verbose_name = pgettext_lazy("draw", "Drawn visit")
        constraints = (models.UniqueConstraint(fields=("draw", "place"), name="draw_place_once"),)

    def __str__(self) -> str:
        return f"{self.draw.title} · {self.enterprise.label}"

    def get_absolute_url(self) -> str:
        return self.draw.get_absolute_url()


class Interest(Read):
    """A declared interest (利害关系) of an inspector in an enterprise: while it holds, the two never meet in a draw."""

    person = models.ForeignKey(
        Supervisor, verbose_name=pgettext_lazy("draw", "Inspector"), on_delete=models.PROTECT, related_name="interests"
    )
    enterprise = models.ForeignKey(
        Enterprise, verbose_name=_("Enterprise"), on_delete=models.PROTECT, related_name="interests"
    )
    kind = models.CharField(_("Relation"), max_length=12, choices=InterestKind.choices)
    reason = models.CharField(_("In words"), max_length=300)
    since = models.DateField(_("Holds from"))
    until = models.DateField(_("Holds until"), null=True, blank=True)
    declared_by = models.ForeignKey(User, verbose_name=_("Declared by"), on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("Declared"))
    ended_at = models.DateTimeField(pgettext_lazy("draw", "Ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User,
        verbose_name=pgettext_lazy("draw", "Ended by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    end_reason = models.CharField(_("Why it ended"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    readers = Readers(
        officials=(
            "person enterprise kind reason since until declared_by declared_at ended_at ended_by end_reason version"
        ),
    )

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ("-declared_at", "-pk")
        verbose_name = _("Declared interest")

    def __str__(self) -> str:
        return f"{self.person} · {self.enterprise.label}"

    def get_absolute_url(self) -> str:
        return reverse("draws:interest-detail", args=[self.pk])

    @property
    def name_in_log(self) -> str:
        """The log tells whose it is and where, not what binds them."""
        return str(self)

    @property
    def is_over(self) -> bool:
        """Whether it doesn't hold any more."""
        return self.until is not None and (self.until < clock.today() or self.until < self.since)

    @property
    def sign(self) -> str:
        return "sign-plain" if self.is_over else "sign-soon"
