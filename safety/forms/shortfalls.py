from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.forms import ListForm, choice
from core.states import ProposalState
from enterprises.forms import offer_parks
from safety.states import ShortfallKind

if TYPE_CHECKING:
    from django.http import QueryDict


class ShortfallListForm(ListForm):
    park = choice(_("Park"), ())
    kind = choice(_("Kind of shortfall"), ShortfallKind.choices)
    state = choice(pgettext_lazy("violation", "State"), ProposalState.choices)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)
