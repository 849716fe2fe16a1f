"""What is asked about a list: which of its rows, what its letter says, who is told."""

from typing import TYPE_CHECKING, Unpack

from django import forms
from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core import clock
from core.day_fields import DayField
from core.form_options import FormOptions, Sent
from core.forms import ANY, FileForm, ListForm, UnsearchedListForm, choice, choice_field, dress, row_field
from core.row_fields import RowsField
from core.services import calendar
from inspections.models import FindingSource, SuperiorList
from rectification.services import superior_lists
from rectification.services.superior_lists import Rows
from rectification.states import ListState
from superiors.filters import KINDS
from superiors.services.lacking import CHOICES

if TYPE_CHECKING:
    from django.http import QueryDict


class ListsForm(ListForm):
    kind = choice(_("Source"), KINDS)


class RowsForm(UnsearchedListForm):
    state = choice(_("State"), ListState.choices)
    unit = choice(_("Lead unit"), ())
    lacks = choice(_("What is missing"), CHOICES)

    one: SuperiorList | None = None
    """The list whose rows it filters."""

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        if self.one is not None:
            leads = superior_lists.rows_of(self.one, user, clock.today()).order_by().values_list(F("lead"))
            units = Organization.objects.filter(pk__in=leads).order_by("protocol_order", "name")
            named = ((str(key), name) for key, name in units.values_list("pk", "name"))
            choice_field(self, "unit").choices = (ANY, *named)


def rows_form(one: SuperiorList) -> type[RowsForm]:
    """The filter bar of the rows of one list."""
    return type("RowsForm", (RowsForm,), {"one": one})


class HeadForm(FileForm):
    """What the letter says that the list came with."""

    class Meta:
        model = SuperiorList
        fields = ("issuer", "number", "dated_on", "answer_by")
        help_texts = {"issuer": _("The addressee of the answer, by its full name.")}


class AnswerForm(forms.Form):
    only_changed = forms.BooleanField(
        label=_("Only what has changed since the last answer"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class PublicationForm(forms.Form):
    """Which rectified problems are told to the public, from when to when, and whom one calls."""

    rows = RowsField(
        label=_("Problems that have been rectified"),
        queryset=FindingSource.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one problem that has been rectified.")},
    )
    published_from = DayField(label=_("Published from"), widget=forms.DateInput)
    published_until = DayField(label=_("Published until"), widget=forms.DateInput)
    phone = forms.CharField(label=_("Phone for objections"), max_length=40)

    def __init__(self, data: Sent | None = None, *, user: User, done: Rows, **more: Unpack[FormOptions]) -> None:
        super().__init__(data, **more)
        row_field(self, "rows").queryset = done
        today = clock.today()
        self.fields["published_from"].initial = today
        until = calendar.current().add_working_days(today, settings.LEDGER_PUBLICITY_WORKING_DAYS)
        self.fields["published_until"].initial = until
        self.fields["phone"].initial = user.organization.phone
        dress(self)

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        start, end = given.get("published_from"), given.get("published_until")
        if start and end and end <= start:
            self.add_error("published_until", _("The notice ends after the day on which it begins."))
        return given
