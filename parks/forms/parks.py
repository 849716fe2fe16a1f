from typing import Unpack

from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from core.form_options import RowOptions, Sent
from core.forms import ListForm, choice, row_field
from core.past_forms import PastForm
from parks.models import Park
from parks.states import ParkGrade


class ParkListForm(ListForm):
    risk_grade = choice(_("Safety risk grade"), ParkGrade.choices)
    complete = choice(_("File complete"), (("true", _("Yes")), ("false", _("No"))))


class ParkForm(PastForm):
    past = ("recognized_on", "plan_approved_on", "capacity_assessed_on")
    in_order = (("recognized_on", "recognition_valid_until"),)

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
