from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.day_fields import DayField
from core.form_options import Sent
from core.forms import FileForm, choice_field, dress
from core.rules.bounds import FIRST_DAY, LAST_DAY
from parks.models import QuotaAccount, QuotaPosting
from parks.services import quota
from parks.services.quota import Posting
from parks.states import PostingKind

if TYPE_CHECKING:
    from accounts.models import User

KINDS = [(kind, label) for kind, label in PostingKind.choices if kind != PostingKind.REVERSAL]


class QuotaAccountForm(FileForm):
    class Meta:
        model = QuotaAccount
        fields = ("pollutant", "year")

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not FIRST_DAY.year <= year <= LAST_DAY.year:
            raise forms.ValidationError(_("Give a year as it stands in the calendar."))
        return year


class PostingForm(forms.Form):
    """What is posted to an account; who may sign an overdraft is asked for its reason."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    amount = forms.DecimalField(label=gettext_lazy("Amount (t/a)"), max_digits=12, decimal_places=4)
    day = DayField(label=gettext_lazy("Day"), widget=forms.DateInput)
    document = forms.CharField(label=gettext_lazy("Document"), max_length=120)
    project_name = forms.CharField(
        label=gettext_lazy("Project"), max_length=120, required=False, help_text=gettext_lazy("For a reservation.")
    )
    reservation = forms.ChoiceField(
        label=gettext_lazy("Reservation"),
        required=False,
        help_text=gettext_lazy("For what is used or released out of one."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)
    signed_reason = forms.CharField(
        label=gettext_lazy("Reason for the overdraft"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only where the balance falls below nothing: with it you sign that in your name."),
    )

    def __init__(self, data: Sent | None = None, *, account: QuotaAccount, user: "User") -> None:
        super().__init__(data, initial={"day": clock.today()})
        lefts = {str(row.pk): (row, left) for row, left in quota.open_reservations(account)}
        self.open = {key: row for key, (row, _left) in lefts.items()}
        choice_field(self, "reservation").choices = [
            ("", "—"),
            *((key, f"{row.project_name} {row.day} ({left.normalize():f})") for key, (row, left) in lefts.items()),
        ]
        if not quota.may_sign(user):
            del self.fields["signed_reason"]
        dress(self)

    def given(self) -> Posting:
        """What the service takes."""
        said = {
            name: value for name, value in self.cleaned_data.items() if name not in ("reservation", "signed_reason")
        }
        reservation: QuotaPosting | None = self.open.get(self.cleaned_data["reservation"])
        return Posting(reservation=reservation, **said)


class ReversalForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea, max_length=200)
    document = forms.CharField(label=gettext_lazy("Document"), max_length=120)
    signed_reason = forms.CharField(
        label=gettext_lazy("Reason for the overdraft"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only where the balance falls below nothing: with it you sign that in your name."),
    )

    def __init__(self, data: Sent | None = None, *, user: "User") -> None:
        super().__init__(data)
        if not quota.may_sign(user):
            del self.fields["signed_reason"]
        dress(self)
