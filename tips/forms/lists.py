from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Organization, User
from core.forms import ANY, ListForm, choice, row_field
from inspections.models import ProblemCategory
from parks.models import Park
from tips.filters import LATE
from tips.models import TipBatch
from tips.states import Channel, TipState, Verdict

if TYPE_CHECKING:
    from django.http import QueryDict


class TipListForm(ListForm):
    """The filter bar of the tips."""

    state = choice(pgettext_lazy("tip", "State"), TipState.choices)
    channel = choice(pgettext_lazy("tip", "Channel"), Channel.choices)
    kind = forms.ModelChoiceField(
        ProblemCategory.objects.filter(parent=None),
        label=pgettext_lazy("tip", "Kind"),
        required=False,
        empty_label=ANY[1],
    )
    verdict = choice(pgettext_lazy("tip", "Verdict"), Verdict.choices)
    park = forms.ModelChoiceField(Park.objects.none(), label=gettext_lazy("Park"), required=False, empty_label=ANY[1])
    unit = forms.ModelChoiceField(
        Organization.objects.none(), label=gettext_lazy("Handling unit"), required=False, empty_label=ANY[1]
    )
    batch = forms.ModelChoiceField(
        TipBatch.objects.none(), label=gettext_lazy("Batch of tips"), required=False, empty_label=ANY[1]
    )
    late = choice(gettext_lazy("Period"), LATE)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        row_field(self, "park").queryset = Park.objects.visible_to(user)
        row_field(self, "unit").queryset = Organization.objects.visible_to(user).filter(kind="DEPARTMENT")
        row_field(self, "batch").queryset = TipBatch.objects.visible_to(user)
        if not data.get("batch"):
            # It is chosen on the page of a batch; the bar says it where the link does.
            del self.fields["batch"]


class TipBatchListForm(ListForm):
    """The filter bar of the batches: the search alone."""
