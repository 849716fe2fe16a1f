"""The clock of items: until when what was found has to be rectified. The ledger tells of it itself."""

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from notices.clocks import Clock, Place
from rectification.models import Item
from rectification.states import CLOCK_RUNS


def item_named() -> Combinable:
    return Concat(F("number"), Value(" "), F("title"))


RECTIFICATION = Clock(
    code="rectification",
    label=_("Problems to be rectified"),
    rows=lambda: Item.objects.filter(state__in=CLOCK_RUNS).exclude(deadline=None),
    due="deadline",
    named=item_named,
    names=("number", "title"),
    page="rectification:item-detail",
    must_act=(),
    is_told_elsewhere=True,
    park=Place("park", "park__name"),
    enterprise=Place("enterprise", "enterprise__name"),
    stages=(7,),
    order=1,
)
CLOCKS = (RECTIFICATION,)
