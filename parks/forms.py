from typing import Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from core.form_options import RowOptions, Sent
from core.forms import FileForm, ListForm, choice, row_field
from parks.models import Infrastructure, Park
from parks.states import ParkGrade


class ParkListForm(ListForm):
    risk_grade = choice(gettext_lazy("Safety risk grade"), ParkGrade.choices)


class ParkForm(FileForm):
    class Meta:
        model = Park
        fields: tuple[str, ...] = (
            "name",
            "short_name",
            "industries",
            "area_hectares",
            "boundary",
            "recognition_document",
            "recognized_on",
            "recognition_valid_until",
            "plan_approved_on",
            "capacity_assessed_on",
            "risk_grade",
            "risk_score",
            "risk_assessed_on",
            "linked_leader",
            "contact_name",
            "contact_phone",
        )


class NewParkForm(ParkForm):
    class Meta(ParkForm.Meta):
        fields = ("code", "committee", *ParkForm.Meta.fields)

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        row_field(self, "committee").queryset = (
            Organization.objects.visible_to(self.user).active().filter(kind=OrganizationKind.PARK_COMMITTEE)
        )


class InfrastructureForm(FileForm):
    class Meta:
        model = Infrastructure
        fields = (
            "kind",
            "name",
            "status",
            "progress",
            "planned_start",
            "planned_completion",
            "started_on",
            "completed_on",
            "in_use_since",
            "investment",
            "note",
        )

    def clean_progress(self) -> int:
        progress = self.cleaned_data["progress"]
        if progress > 100:
            raise forms.ValidationError(_("Between 0 and 100."))
        return progress

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        for first, then in (("planned_start", "planned_completion"), ("started_on", "completed_on")):
            if given.get(first) and given.get(then) and given[then] < given[first]:
                self.add_error(then, _("It would end before it begins."))
        return given
