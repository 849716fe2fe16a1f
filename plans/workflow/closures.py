"""关停并转的办理: who decides on a closure, reports it as done, and which two persons verify it."""

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core.errors import WorkflowError
from core.steps import Step, Table, Weight
from core.who import Rule, ability, condition, rule
from plans.models import Closure, Instalment
from plans.states import CLEAN_SOIL, ClosureState
from plans.workflow.plans import keeps_plans

if TYPE_CHECKING:
    from accounts.models import User

keeper: Rule[Closure] = ability(keeps_plans).said("Whoever keeps the file of the enterprise.")


def _no_part(user: "User") -> Q:
    return Q(~Exists(Closure.hands.through.objects.filter(closure=OuterRef("pk"), user=user)))


def _took_part(closure: Closure, user: "User") -> bool:
    return closure.hands.filter(pk=user.pk).exists()


@rule(lambda user: _no_part(user) if user.assigns or (user.is_reviewer and user.reach == Reach.COUNTY) else None)
def outsider(closure: Closure, user: "User") -> bool:
    """An officer of the county who took no part in it before."""
    verifies = user.assigns or (user.is_reviewer and user.reach == Reach.COUNTY)
    return verifies and not _took_part(closure, user)


@rule(lambda user: _no_part(user) if user.assigns else None)
def second_outsider(closure: Closure, user: "User") -> bool:
    """Of a department or the coordinating office, who took no part in it before either."""
    return user.assigns and not _took_part(closure, user)


@condition(lambda: ~Q(decision="") & Q(decided_on__isnull=False))
def has_decision(closure: Closure) -> bool:
    """Document and day of the decision are on file."""
    return bool(closure.decision and closure.decided_on)


def lacking(closure: Closure) -> list[str]:
    """What is not done yet of a closure, in words."""
    unpaid = closure.instalments.filter(paid_on=None).exists()
    parts = (
        (not closure.agreement or unpaid, gettext("the compensation is not agreed and paid")),
        (bool(closure.plant_area) and not closure.plant_bought_on, gettext("the plant is not bought back")),
        (bool(closure.land_area) and not closure.land_bought_on, gettext("the land is not bought back")),
        ((closure.resettled or 0) < (closure.workers or 0), gettext("not all workers are resettled")),
        (closure.soil_result not in CLEAN_SOIL, gettext("the soil has not passed its check")),
    )
    return [said for lacks, said in parts if lacks]


@condition(
    lambda: (
        ~Q(agreement="")
        & ~Q(Exists(Instalment.objects.filter(closure=OuterRef("pk"), paid_on=None)))
        & (Q(plant_area=None) | Q(plant_area=0) | Q(plant_bought_on__isnull=False))
        & (Q(land_area=None) | Q(land_area=0) | Q(land_bought_on__isnull=False))
        & (Q(workers=None) | Q(workers=0) | Q(resettled__gte=F("workers")))
        & Q(soil_result__in=CLEAN_SOIL)
    )
)
def is_whole(closure: Closure) -> bool:
    """Paid, bought back, resettled, and the soil is clean."""
    return not lacking(closure)


@condition(lambda: ~Q(Exists(Instalment.objects.filter(closure=OuterRef("pk"), paid_on__isnull=False))))
def is_not_paid(closure: Closure) -> bool:
    """Nothing has been paid yet."""
    return not closure.instalments.exclude(paid_on=None).exists()


def is_paid(closure: Closure) -> WorkflowError:
    return WorkflowError(gettext("Compensation has been paid already: it is not cancelled any more."))


def no_decision(closure: Closure) -> WorkflowError:
    return WorkflowError(gettext("Put document and day of the decision on file first."))


def not_whole(closure: Closure) -> WorkflowError:
    return WorkflowError(gettext("Not done yet: %(what)s.") % {"what": "、".join(lacking(closure))})


PREPARED, OPEN, REPORTED, CHECKED = (
    frozenset({state.value})
    for state in (ClosureState.PREPARED, ClosureState.OPEN, ClosureState.REPORTED, ClosureState.CHECKED)
)
S = ClosureState
KEEPS = _("Whoever keeps the file of the enterprise carries the closure out.")
OUTSIDE = _("It is decided and verified by persons who took no part in it before.")
W = Weight

# fmt: off
CLOSURES = Table[Closure](
    "closure",
    #    name      label                                                 from               to                  who              given        weight      waits for        when
    Step("decide", pgettext_lazy("closure", "Decision confirmed"),       PREPARED,          S.OPEN.value,       second_outsider, (),          W.APPROVES, second_outsider, has_decision,
         refused=OUTSIDE, otherwise=no_decision, button=_("Confirm the decision"),
         means=_("From now on what has been decided is not changed any more, and the closure is carried out."), done=_("The closure is being carried out.")),
    Step("report", pgettext_lazy("closure", "Reported as done"),         OPEN,              S.REPORTED.value,   keeper,          (),          W.ORDINARY, None,            is_whole,
         refused=KEEPS, otherwise=not_whole, button=_("Report as done"),
         means=_("Nothing is written in this file any more, unless whoever verifies it sends it back."), done=_("The closure is to be verified by two persons.")),
    Step("check",  pgettext_lazy("closure", "Verified by one person"),   REPORTED,          S.CHECKED.value,    outsider,        (),          W.JUDGES,   outsider,        is_whole,
         refused=OUTSIDE, otherwise=not_whole, button=_("Verified on site"),
         means=_("You answer for it that all has been done as this file says; your name stays with it."), done=_("Verified; a second person confirms it.")),
    Step("finish", pgettext_lazy("closure", "Closed"),                   CHECKED,           S.DONE.value,       second_outsider, (),          W.APPROVES, second_outsider, is_whole,
         refused=OUTSIDE, otherwise=not_whole, button=_("Confirm and close"),
         means=_("The enterprise is closed from today on; this is not taken back."), done=_("The enterprise is closed.")),
    Step("return", pgettext_lazy("closure", "Returned"),                 REPORTED | CHECKED, S.OPEN.value,      outsider,        ("reason",), W.JUDGES,   None,            has_decision,
         refused=OUTSIDE, otherwise=no_decision, done=_("The closure is being carried out again.")),
    Step("cancel", pgettext_lazy("closure", "Cancelled"),                PREPARED | OPEN,   S.CANCELLED.value,  second_outsider, ("reason",), W.APPROVES, None,            is_not_paid,
         refused=OUTSIDE, otherwise=is_paid, done=_("The closure is cancelled.")),
    rows=lambda user: Closure.objects.visible_to(user),
    told=lambda closure, given: {"state": closure.state},
    stale=_("Somebody has changed this closure file since you opened it."),
)
# fmt: on
