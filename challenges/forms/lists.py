from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from challenges.filters import LATE, SILENT, STILL
from challenges.states import ChallengeState, Rung
from core.forms import ListForm, choice
from enterprises.forms import offer_parks

if TYPE_CHECKING:
    from django.http import QueryDict


class ChallengeListForm(ListForm):
    state = choice(pgettext_lazy("challenge", "State"), ChallengeState.choices)
    rung = choice(pgettext_lazy("challenge", "Step"), Rung.choices)
    park = choice(_("Park"), ())
    late = choice(pgettext_lazy("challenge", "Answer"), LATE)
    silent = choice(pgettext_lazy("challenge", "Silence"), SILENT)
    still = choice(_("Deadline"), STILL)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)
