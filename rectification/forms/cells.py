"""The editor of one cell of the grid: the correction form with one field of it and the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.form_options import Sent
from rectification.forms.correction import TEXT, CorrectionForm
from rectification.models import Item

REASONS = (_("Typing error"), _("As the letter received says"), _("As verified on site"))
"""Offered while the reason is typed; none is filled in."""


class CellForm(CorrectionForm):
    """One field of an item, corrected where it stands."""

    def __init__(self, data: Sent | None = None, *, item: Item, user: User, field: str) -> None:
        super().__init__(data, item=item, user=user, only=field)
        reason = self.fields["reason"]
        reason.widget = forms.TextInput(attrs={**TEXT, "list": f"reasons-{item.pk}", "autocomplete": "off"})
        reason.show_hidden_initial = False
        self.asked, self.reasons = self[field], REASONS
