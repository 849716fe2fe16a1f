from typing import Unpack

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.states import AccountState, Role
from core.form_options import FormOptions, RowOptions, Sent
from core.forms import ListForm, MaskedPhones, choice, dress, mark_personal, row_field


class UserListForm(ListForm):
    role = choice(_("Role"), Role.choices)
    state = choice(_("State"), AccountState.choices)


class NewAccountForm(forms.ModelForm):
    """What the system administrator says of a new account; it starts without rights and without password."""

    use_required_attribute = False
    username = forms.RegexField(
        r"^[\w.@-]+$", label=_("Account"), max_length=60, help_text=_("Letters, digits and . _ @ - only.")
    )

    class Meta:
        model = User
        fields = ("username", "name", "post", "organization", "role", "phone", "email", "certificate_number")

    def __init__(self, data: Sent | None = None, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, **options)
        units = row_field(self, "organization")
        units.queryset = Organization.objects.active()
        dress(self)
        mark_personal(self, "username", "name", "phone", "email", "certificate_number")


class AccountForm(MaskedPhones):
    """Another unit is another right: the account waits for confirmation again."""

    use_required_attribute = False

    class Meta:
        model = User
        fields = ("name", "post", "organization", "phone", "email", "certificate_number")

    def __init__(self, data: Sent | None = None, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, **options)
        units = row_field(self, "organization")
        units.queryset = Organization.objects.active()
        units.help_text = _("In another unit the account has to be confirmed again.")
        dress(self)
        mark_personal(self, "name", "email", "certificate_number")


class RoleForm(forms.Form):
    use_required_attribute = False
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    is_head = forms.BooleanField(label=_("Head of the unit"), required=False)

    def __init__(self, data: Sent | None = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        dress(self)


class OwnSettingsForm(MaskedPhones):
    use_required_attribute = False
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of the pages in this browser, and of the messages that are sent to you."),
    )

    class Meta:
        model = User
        fields = ("language", "keyboard_shortcuts", "phone", "email")

    def __init__(self, data: Sent | None = None, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, **options)
        self.fields["keyboard_shortcuts"].help_text = _("Keys such as J, K, E and / act without Ctrl.")
        dress(self)
        mark_personal(self, "email")
