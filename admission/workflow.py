"""准入评审的办理: who takes which step of an application, when, and what must be given."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from admission.models import AdmissionEvent, Application, Review
from admission.states import HOLDING, OPEN, State
from core import clock
from core.steps import Given, Step, Table, Weight, always, everybody
from core.who import Rule, ability, condition, rule
from enterprises.states import OperatingState

if TYPE_CHECKING:
    from accounts.models import User


def keeps_park(user: "User") -> bool:
    """Who keeps the park's file convenes, decides and ends: those who keep files of the county or the park."""
    return user.keeps_files and user.reach in (Reach.COUNTY, Reach.PARK)


DECIDED = ("turn-down", "decide", "settle")
"""The steps by which somebody has decided on an application."""
keeper: Rule[Application] = ability(keeps_park).said("Whoever keeps the park's file.")


@rule(lambda user: Q(applied_by=user.pk) | Q(project__enterprise__organization=user.organization_id))
def of_the_applicant(application: Application, user: "User") -> bool:
    """Who has applied, or somebody of the enterprise."""
    return (
        user.pk == application.applied_by_id or user.organization_id == application.project.enterprise.organization_id
    )


def _reviews(user: "User") -> Q:
    return Q(pk__in=Review.objects.filter(reviewer=user.pk).values("application"))


@rule(lambda user: Q(pk__in=Review.objects.pending().filter(reviewer=user.pk).values("application")))
def pending_reviewer(application: Application, user: "User") -> bool:
    """Named as a reviewer, and neither has the review been given nor has the person stood aside."""
    return Review.objects.pending().filter(application=application.pk, reviewer=user.pk).exists()


@rule(lambda user: ~Q(applied_by=user.pk) & ~_reviews(user))
def apart(application: Application, user: "User") -> bool:
    """Neither applied for it nor was named to review it: nobody decides on the own part."""
    named = Review.objects.filter(application=application.pk, reviewer=user.pk).exists()
    return user.pk != application.applied_by_id and not named


@rule(lambda user: ~Q(decided_by=user.pk) & ~Q(convened_by=user.pk))
def had_no_part(application: Application, user: "User") -> bool:
    """Has neither convened the review nor decided: for the decision on the appeal."""
    return user.pk not in (application.decided_by_id, application.convened_by_id)


def _decisions(user: "User") -> Q:
    return Q(pk__in=AdmissionEvent.objects.filter(step__in=DECIDED, actor=user.pk).values("application"))


@rule(lambda user: ~_decisions(user))
def undecided(application: Application, user: "User") -> bool:
    """Has not decided on it before, nor on its appeal: a review that was reopened is decided by somebody else."""
    return not AdmissionEvent.objects.filter(application=application.pk, step__in=DECIDED, actor=user.pk).exists()


decider = (keeper & apart & undecided).said(
    "Whoever keeps the park's file and has neither applied, nor reviewed, nor decided on it before."
)
judge = (keeper & apart & had_no_part).said("Whoever keeps the park's file and took no part before.")


@condition(lambda: Q(met_on__isnull=False))
def has_minutes(application: Application) -> bool:
    return application.met_on is not None


@condition(lambda: Q(appealed_on=None, appeal_by__gte=clock.today()))
def may_be_appealed(application: Application) -> bool:
    """It has not been appealed, and the time to do so has not passed."""
    return (
        application.appealed_on is None and application.appeal_by is not None and clock.today() <= application.appeal_by
    )


@condition(lambda: Q(valid_until__lt=clock.today(), project__state=OperatingState.PLANNED))
def has_run_out(application: Application) -> bool:
    """Its validity has ended and the project has not begun to be built."""
    return application.is_past(clock.today()) and application.project.state == OperatingState.PLANNED


def why_not_decided(application: Application) -> str:
    return gettext("Write the minutes of the review first.")


def why_not_appealed(application: Application) -> str:
    if application.appealed_on:
        return gettext("It has been appealed already; the decision on an appeal is the last.")
    return gettext("The time for an appeal has passed.")


def why_not_lapsed(application: Application) -> str:
    return gettext("It is still valid, or the project has begun to be built.")


def states(*names: State) -> frozenset[str]:
    return frozenset(name.value for name in names)


KEEPS = _("Whoever keeps the park's file does this.")
APPLIES = _("Whoever has applied does this, or the enterprise.")
REVIEWS = _("The reviewers that are named do this, each once.")
DECIDES = _("Somebody who keeps the park's file and has neither applied, reviewed nor decided on it before decides.")
JUDGES = _("Somebody who keeps the park's file and took no part decides on the appeal.")
W, S = Weight, State


def who_was_excused(application: Application, given: Given) -> dict[str, object]:
    """What the log says: who no longer has to review, and who has been named instead."""
    named = cast("Sequence[User]", given.get("reviewers") or ())
    return {"state": application.state, "reviewer": str(given["reviewer"]), "named": [str(each) for each in named]}


# fmt: off
APPLICATIONS = Table[Application](
    "admission",
    #    name         label                           from                             to                 who               given                  weight      waits for  when
    Step("convene",   _("Review convened"),           states(S.APPLIED, S.REVIEWING),  S.REVIEWING.value, keeper,           ("reviewers",),        W.ORDINARY, None,      always,
         refused=KEEPS, done=_("The reviewers have been named.")),
    Step("turn-down", _("Refused without review"),    states(S.APPLIED),               S.REFUSED.value,   decider,          ("opinion",),          W.APPROVES, None,      always,
         refused=DECIDES, done=_("Refused.")),
    Step("review",    _("Review given"),              states(S.REVIEWING),             None,              pending_reviewer, ("scores", "opinion"), W.JUDGES,   everybody, always,
         refused=REVIEWS, done=_("Your review has been given.")),
    Step("recuse",    _("Reviewer stood aside"),      states(S.REVIEWING),             None,              pending_reviewer, ("reason",),           W.ORDINARY, None,      always,
         refused=REVIEWS, done=_("You have stood aside.")),
    Step("excuse",    _("Reviewer excused"),          states(S.REVIEWING),             None,              keeper,           ("reviewer", "reason"), W.ORDINARY, None,     always,
         refused=KEEPS, done=_("The reviewer is excused."), told=who_was_excused),
    Step("minute",    _("Minutes written"),           states(S.REVIEWED),              None,              keeper,           ("met_on", "minutes"), W.ORDINARY, None,      always,
         refused=KEEPS, done=_("The minutes are on file.")),
    Step("decide",    _("Decided on admission"),      states(S.REVIEWED),              None,              decider,          ("decision", "opinion"), W.APPROVES, everybody, has_minutes,
         refused=DECIDES, otherwise=why_not_decided, done=_("The decision has been issued.")),
    Step("appeal",    _("Appealed"),                  states(S.REFUSED, S.CONDITIONAL), S.APPEALED.value, of_the_applicant, ("reason",),           W.ORDINARY, None,      may_be_appealed,
         refused=APPLIES, otherwise=why_not_appealed, done=_("The appeal has been filed.")),
    Step("settle",    _("Decided on the appeal"),     states(S.APPEALED),              None,              judge,            ("outcome", "reason"), W.APPROVES, everybody, always,
         refused=JUDGES, done=_("The appeal has been decided.")),
    Step("withdraw",  _("Application withdrawn"),     states(*sorted(OPEN)),           S.WITHDRAWN.value, of_the_applicant, ("reason",),           W.ORDINARY, None,      always,
         refused=APPLIES, done=_("Withdrawn.")),
    Step("give-up",   _("Admission given up"),        states(*sorted(HOLDING)),        S.WITHDRAWN.value, keeper,           ("reason",),           W.JUDGES,   None,      always,
         refused=KEEPS, done=_("The admission has ended and its quota is free.")),
    Step("lapse",     _("Admission lapsed"),          states(*sorted(HOLDING)),        S.LAPSED.value,    keeper,           (),                    W.JUDGES,   everybody, has_run_out,
         refused=KEEPS, otherwise=why_not_lapsed, done=_("The admission has ended and its quota is free.")),
    rows=lambda user: Application.objects.visible_to(user).select_related("project__enterprise", "park"),
    told=lambda application, given: {"state": application.state},
    stale=_("Somebody has changed this since you opened it."),
)
# fmt: on
