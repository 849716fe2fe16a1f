from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from challenges.filters import LATE, SILENT, STILL
from challenges.states import ChallengeState, Rung
from core.day_fields import DayField
from core.forms import ANY, ListForm, choice, choice_field
from enterprises.forms import offer_parks

if TYPE_CHECKING:
    from django.http import QueryDict

RAISED_FROM, RAISED_UNTIL = pgettext_lazy("challenge", "Raised from"), pgettext_lazy("challenge", "Raised until")


class PeriodForm(forms.Form):
    """The days on which challenges were raised, from and to."""

    use_required_attribute = False
    raised_after = DayField(label=RAISED_FROM, required=False)
    raised_before = DayField(label=RAISED_UNTIL, required=False)


class ChallengeListForm(ListForm):
    state = choice(pgettext_lazy("challenge", "State"), ChallengeState.choices)
    rung = choice(pgettext_lazy("challenge", "Step"), Rung.choices)
    unit = choice(_("Answering unit"), ())
    finder = choice(pgettext_lazy("challenge", "Unit that found"), ())
    park = choice(_("Park"), ())
    late = choice(pgettext_lazy("challenge", "Answer"), LATE)
    silent = choice(pgettext_lazy("challenge", "Silence"), SILENT)
    still = choice(_("Deadline"), STILL)
    raised_after = DayField(label=RAISED_FROM, required=False)
    raised_before = DayField(label=RAISED_UNTIL, required=False)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)
        units = [
            (str(unit.pk), unit.label)
            for unit in Organization.objects.visible_to(user).active().exclude(kind=OrganizationKind.ENTERPRISE)
        ]
        for name in ("unit", "finder"):
            choice_field(self, name).choices = (ANY, *units)
