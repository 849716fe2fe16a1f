"""The clocks of closures: until when an instalment of the compensation is to be paid."""

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import Role
from notices.clocks import DUE, Circle, Clock, Place
from plans.models import Instalment


def instalment_named() -> Combinable:
    return Concat(F("closure__enterprise__name"), Value(" "), Value(_("Instalment of the compensation")))


INSTALMENTS = Clock(
    code="closure_instalments",
    label=gettext_lazy("Instalments of compensation"),
    rows=lambda: Instalment.objects.unpaid(),
    due="due_on",
    named=instalment_named,
    names=("closure__enterprise__name",),
    page="plans:closure-detail",
    key="closure_id",
    tail="?tab=instalments",
    park=Place("closure__enterprise__park", "closure__enterprise__park__name"),
    enterprise=Place("closure__enterprise", "closure__enterprise__name"),
    must_act=(Circle("closure__enterprise__park__committee__users", frozenset({Role.PARK})),),
    followed_by=(Circle("closure__enterprise__county__county_units__users", frozenset({Role.COORDINATOR})),),
    stages=(30, 7, 1),
    saying=DUE,
    order=45,
)
CLOCKS = (INSTALMENTS,)
