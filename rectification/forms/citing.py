"""What a problem may cite: offered for its category and for the day on which it was found, and nothing else."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField
from core.form_options import Sent
from core.row_fields import RowsField
from inspections.models import ProblemCategory
from inspections.services import citing
from law.models import Basis


class BasesField(RowsField):
    """The bases that are offered are boxes to tick; what else is sent is refused in words by the service."""

    def __init__(self) -> None:
        super().__init__(
            Basis.objects.select_related("instrument"),
            label=_("Legal basis"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("In force on the day on which it was found."),
        )

    def offer(self, bases: Iterable[Basis]) -> None:
        """Show these alone."""
        self.choices = [(basis.pk, labelled(basis)) for basis in bases]


def labelled(basis: Basis) -> str:
    """The case and what is cited for it; of what nobody has read in the text itself, that."""
    said = f"{basis.part}：{basis.citation}" if basis.part else basis.citation
    return said if basis.is_sure else f"{said}（{basis.get_confirmed_display()}）"


class OfferForm(forms.Form):
    """Category and day as they stand in the form around it; what is not filled in yet offers nothing."""

    usual_category = forms.ModelChoiceField(ProblemCategory.objects.all(), required=False)
    category = forms.ModelChoiceField(ProblemCategory.objects.all(), required=False)
    found_on = DayField(required=False)

    @property
    def day(self) -> date:
        """The day on which it was found, today where none is said."""
        return (self.is_bound and self.is_valid() and self.cleaned_data["found_on"]) or clock.today()

    def offered(self) -> list[Basis]:
        self.full_clean()
        given = self.cleaned_data
        return citing.offered_for(given.get("category") or given.get("usual_category"), self.day)


class OfferedForm(forms.Form):
    """The boxes alone, for the form around them; those that are ticked stay ticked."""

    bases = BasesField()

    def __init__(self, sent: Sent) -> None:
        offered = OfferForm(sent).offered()
        ticked = sent.getlist("bases") if hasattr(sent, "getlist") else []
        super().__init__(initial={"bases": [basis.pk for basis in offered if basis.pk in ticked]})
        field = self.fields["bases"]
        assert isinstance(field, BasesField)
        field.offer(offered)
