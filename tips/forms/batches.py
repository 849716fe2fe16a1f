"""The forms of batches from above: a batch entered and put right, a row of it entered in the superior's order."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from core import clock
from core.day_fields import DayField
from core.form_options import Sent
from core.forms import FileForm, dress, row_field
from enterprises.models import Enterprise
from inspections.models import ProblemCategory
from parks.models import Park
from rectification.forms.fields import DayInput, SearchedChoiceField, SearchedSelect
from tips.forms.handling import words
from tips.models import Tip, TipBatch
from tips.rules.batches import ANSWER_DAYS, MOST_BATCHES, MOST_ROWS
from tips.services.batches import BatchGiven, RowGiven, next_place
from tips.services.submitting import TipGiven
from tips.states import Channel

NUMBER = gettext_lazy("Number of the batch")


class BatchForm(forms.ModelForm):
    """What the covering letter of a batch says."""

    use_required_attribute = False
    number = forms.IntegerField(label=NUMBER, min_value=1, max_value=MOST_BATCHES)
    received_on = DayField(label=pgettext_lazy("tip batch", "Received on"), widget=DayInput())
    answer_by = DayField(
        label=gettext_lazy("To be answered by"),
        widget=DayInput(),
        help_text=gettext_lazy("As the superior has set it; batches that are published give seven days."),
    )

    class Meta:
        model = TipBatch
        fields = ("origin", "number", "superior", "received_on", "answer_by")

    def __init__(self, data: Sent | None = None) -> None:
        today = clock.today()
        super().__init__(data, initial={"received_on": today, "answer_by": today + timedelta(days=ANSWER_DAYS)})
        dress(self)

    def given(self) -> BatchGiven:
        return BatchGiven(**self.cleaned_data)


class BatchEditForm(FileForm):
    """A batch that was entered wrongly, or whose superior has set another day; the reason stays in the log."""

    number = forms.IntegerField(label=NUMBER, min_value=1, max_value=MOST_BATCHES)
    received_on = DayField(label=pgettext_lazy("tip batch", "Received on"), widget=DayInput())
    answer_by = DayField(
        label=gettext_lazy("To be answered by"),
        widget=DayInput(),
        help_text=gettext_lazy("Rows that are not answered yet are due on the same day."),
    )
    reason = words(gettext_lazy("Reason"), most=1000)

    class Meta(BatchForm.Meta):
        pass


class BatchRowForm(forms.ModelForm):
    """A row as the superior's list has it, without anything by which one knows who told it."""

    use_required_attribute = False
    batch_place = forms.IntegerField(label=gettext_lazy("Place in the batch"), min_value=1, max_value=MOST_ROWS)
    channel = forms.ChoiceField(label=pgettext_lazy("tip", "Channel"), choices=Channel.choices)
    kind = forms.ModelChoiceField(
        ProblemCategory.objects.filter(parent=None), label=pgettext_lazy("tip", "Kind"), required=False
    )
    text = words(
        gettext_lazy("What was told"),
        gettext_lazy("In the words of the list, without the name, phone or address of whoever told it."),
        most=4000,
    )
    enterprise = SearchedChoiceField(
        Enterprise.objects.none(), label=gettext_lazy("Enterprise"), required=False, widget=SearchedSelect()
    )
    park = forms.ModelChoiceField(Park.objects.none(), label=gettext_lazy("Park"), required=False)

    class Meta:
        model = Tip
        fields = ("batch_place", "batch_number", "channel", "kind", "text", "place", "park", "enterprise", "when")

    def __init__(self, data: Sent | None = None, *, batch: TipBatch, user: User) -> None:
        super().__init__(data, initial={"batch_place": next_place(batch), "channel": Channel.TRANSFER})
        places = Enterprise.objects.visible_to(user)
        row_field(self, "enterprise").queryset = places
        self.fields["enterprise"].widget.also = dict(places.exclude(short_name="").values_list("pk", "short_name"))
        row_field(self, "park").queryset = Park.objects.visible_to(user)
        self.fields["place"].help_text = gettext_lazy("One of place, park and enterprise is needed.")
        dress(self)

    def given(self) -> RowGiven:
        said = dict(self.cleaned_data)
        place, number = said.pop("batch_place"), said.pop("batch_number")
        return RowGiven(place, TipGiven(**said), number)
