from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.form_options import Sent
from core.forms import row_field
from rectification.forms.fields import SearchedChoiceField, SearchedSelect
from rectification.forms.steps import day, offer_units, words
from rectification.services import proposing


class BulkForm(forms.Form):
    """What one act on many items asks."""

    use_required_attribute = False

    def __init__(self, data: Sent | None = None, *, user: User) -> None:
        super().__init__(data)
        self.user = user


class BulkAssignForm(BulkForm):
    lead_organization = SearchedChoiceField(
        Organization.objects.none(),
        label=_("Lead unit"),
        required=False,
        widget=SearchedSelect(attrs={"class": "form-select"}),
        help_text=_("Leave it empty to assign each item to the unit proposed for it."),
    )
    deadline = day(
        _("Deadline"),
        required=False,
        help_text=_("Leave it empty to keep the deadline that each item's source demands."),
    )
    requirement = words(_("Requirement"), required=False)

    def __init__(self, data: Sent | None = None, *, user: User) -> None:
        super().__init__(data, user=user)
        units = Organization.objects.visible_to(user).active()
        offer_units(row_field(self, "lead_organization"), units.who_answer(), proposing.usual_units(user))


class BulkChaseForm(BulkForm):
    reason = words(_("Text of the reminder"), initial=_("Please rectify in time and report."))
