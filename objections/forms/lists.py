from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.forms import ListForm, choice
from enterprises.forms import offer_parks
from objections.filters import LATE
from objections.states import ObjectionState, Turn

if TYPE_CHECKING:
    from django.http import QueryDict


class ObjectionListForm(ListForm):
    state = choice(pgettext_lazy("objection", "State"), ObjectionState.choices)
    turn = choice(_("Whose turn"), Turn.choices)
    park = choice(_("Park"), ())
    late = choice(_("Answer"), LATE)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)
