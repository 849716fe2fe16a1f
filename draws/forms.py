"""Forms of draws and of declared interests."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from capability.models import Supervisor
from core import clock
from core.day_fields import DayField
from core.form_options import Sent
from core.forms import UnsearchedListForm, choice, dress, row_field
from draws.models import Draw, Interest
from draws.rules.drawing import LEAST_TEAM
from draws.services.declaring import InterestGiven, people_of
from draws.services.gathering import DrawGiven
from draws.states import DrawState, InterestKind
from enterprises.models import Enterprise
from parks.models import Park
from rectification.forms.fields import DayInput

MOST_DRAWN, MOST_IN_A_TEAM = 500, 10


class DrawListForm(UnsearchedListForm):
    state = choice(pgettext_lazy("draw", "State"), DrawState.choices)


class InterestListForm(UnsearchedListForm):
    kind = choice(_("Relation"), InterestKind.choices)


class DrawForm(forms.Form):
    """What is to be drawn; who may be drawn follows from the files."""

    use_required_attribute = False
    title = forms.CharField(label=pgettext_lazy("draw", "Title"), max_length=80)
    park = forms.ModelChoiceField(
        Park.objects.none(), label=_("Park"), required=False, help_text=_("Without one, all enterprises of the county.")
    )
    first_day = DayField(label=_("First day of the visits"), widget=DayInput())
    last_day = DayField(
        label=_("Last day of the visits"),
        widget=DayInput(),
        help_text=_("Whoever is away on a day from the first to the last one is not drawn."),
    )
    number = forms.IntegerField(label=_("Enterprises to draw"), min_value=1, max_value=MOST_DRAWN)
    team = forms.IntegerField(
        label=_("Inspectors of a team"), min_value=LEAST_TEAM, max_value=MOST_IN_A_TEAM, initial=LEAST_TEAM
    )

    def __init__(self, data: Sent | None = None, *, user: User) -> None:
        super().__init__(data)
        row_field(self, "park").queryset = Park.objects.visible_to(user)
        dress(self)

    def given(self) -> DrawGiven:
        return DrawGiven(**self.cleaned_data)


class StepForm(forms.Form):
    """The words of a step, beside the version that was seen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, thing: Draw | Interest) -> None:
        super().__init__(data, initial={"version": thing.version})
        dress(self)


class RedrawForm(StepForm):
    reason = forms.CharField(
        label=_("Reason of the redraw"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays beside the earlier draw for all who see it."),
    )


class EndForm(StepForm):
    reason = forms.CharField(label=_("Why it ended"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class InterestForm(forms.Form):
    """Who is bound to which enterprise, by what, from when to when."""

    use_required_attribute = False
    person = forms.ModelChoiceField(Supervisor.objects.none(), label=pgettext_lazy("draw", "Inspector"))
    enterprise = forms.ModelChoiceField(Enterprise.objects.none(), label=_("Enterprise"))
    kind = forms.ChoiceField(label=_("Relation"), choices=InterestKind.choices)
    reason = forms.CharField(label=_("In words"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    since = DayField(label=_("Holds from"), widget=DayInput())
    until = DayField(
        label=_("Holds until"), required=False, widget=DayInput(), help_text=_("Empty: until it is ended here.")
    )

    def __init__(self, data: Sent | None = None, *, user: User) -> None:
        people = people_of(user).select_related("organization")
        own = people.filter(account=user.pk).first()
        super().__init__(data, initial={"since": clock.today(), "person": own})
        row_field(self, "person").queryset = people
        row_field(self, "enterprise").queryset = Enterprise.objects.visible_to(user)
        dress(self)

    def given(self) -> InterestGiven:
        return InterestGiven(**self.cleaned_data)
