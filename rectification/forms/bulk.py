from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from rectification.forms.steps import day, offer_units, words
from rectification.services import proposing


class BulkAssignForm(forms.Form):
    use_required_attribute = False
    lead_organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Lead unit"), widget=forms.Select(attrs={"class": "form-select"})
    )
    deadline = day(_("Deadline"))
    requirement = words(_("Requirement"), required=False)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Organization.objects.visible_to(user).active()
        offer_units(self.fields["lead_organization"], units, proposing.usual_units(user))


class BulkChaseForm(forms.Form):
    use_required_attribute = False
    reason = words(_("Text of the reminder"), initial=_("Please rectify in time and report."))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
