from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Role

REVIEWERS = (Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.PARK)
"""Who can be named to review an application."""


class RuleKind(models.TextChoices):
    """What a rule of a park's sheet asks (准入规则)."""

    FORBIDDEN = "FORBIDDEN", _("Forbidden list")
    RESTRICTED = "RESTRICTED", _("Restricted list")
    MAX_LAND = "MAX_LAND", _("Land at most (mu)")
    MIN_OUTPUT = "MIN_OUTPUT", _("Output at least (10,000 yuan per mu)")
    MIN_INVESTMENT = "MIN_INVESTMENT", _("Investment at least (10,000 yuan per mu)")


LISTS = frozenset({RuleKind.FORBIDDEN, RuleKind.RESTRICTED})
"""Kinds that name what is not, or not simply, admitted; the others have a value."""


class State(models.TextChoices):
    """Life of an application (准入申请)."""

    APPLIED = "APPLIED", pgettext_lazy("admission", "Applied for")
    REVIEWING = "REVIEWING", pgettext_lazy("admission", "Under review")
    REVIEWED = "REVIEWED", pgettext_lazy("admission", "To be decided")
    ADMITTED = "ADMITTED", pgettext_lazy("admission", "Admitted")
    CONDITIONAL = "CONDITIONAL", pgettext_lazy("admission", "Admitted with conditions")
    REFUSED = "REFUSED", pgettext_lazy("admission", "Refused")
    APPEALED = "APPEALED", pgettext_lazy("admission", "Appealed")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("admission", "Withdrawn")
    LAPSED = "LAPSED", pgettext_lazy("admission", "Lapsed")


OPEN = frozenset({State.APPLIED, State.REVIEWING, State.REVIEWED})
"""Nothing has been decided: the check sheet is that of today."""
HOLDING = frozenset({State.ADMITTED, State.CONDITIONAL})
"""The project is admitted."""
RUNNING = OPEN | HOLDING | {State.APPEALED}
"""A project has one such application at most."""


class Decision(models.TextChoices):
    """How an application is decided; the words of the states that follow."""

    ADMITTED = "ADMITTED", pgettext_lazy("admission", "Admitted")
    CONDITIONAL = "CONDITIONAL", pgettext_lazy("admission", "Admitted with conditions")
    REFUSED = "REFUSED", pgettext_lazy("admission", "Refused")


class Verdict(models.TextChoices):
    """What the check sheet says of a rule."""

    MET = "MET", pgettext_lazy("check", "Met")
    EXPLAIN = "EXPLAIN", pgettext_lazy("check", "Needs reasons")
    BARRED = "BARRED", pgettext_lazy("check", "Not admissible")


class Course(models.TextChoices):
    """What became of an application beside its state, as its list asks for it."""

    RUN_OUT = "run-out", _("Admission no longer valid")
    TURNED_DOWN = "turned-down", _("Barred by the check sheet")
    VETOED = "vetoed", _("Vetoed by a reviewer")
