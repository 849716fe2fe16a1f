"""Forms of the rows that stand in the file of an enterprise."""

from typing import ClassVar, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.form_options import RowOptions, Sent
from core.forms import FileForm, mark_personal, row_field
from safety.models import (
    Certificate,
    CrowdedPlace,
    Drill,
    EmergencyPlan,
    Guarantor,
    GuarantorCheck,
    HazardSource,
    HeldChemical,
    KeyChemical,
    KeyPerson,
    KeyProcess,
    OperatedProcess,
    StatusAssessment,
)


class PastForm(FileForm):
    """A form of a row with days that can't be to come; of `in_order` the second is not before the first."""

    past: ClassVar[tuple[str, ...]] = ()
    in_order: ClassVar[tuple[str, str]] = ("since", "ended_on")

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        for name in self.past:
            if given.get(name) and given[name] > clock.today():
                self.add_error(name, _("This day is still to come."))
        first, last = (given.get(name) for name in self.in_order)
        if first and last and last < first:
            self.add_error(self.in_order[1], _("It would end before it begins."))
        return given


class OperatedProcessForm(PastForm):
    past = ("ended_on",)

    class Meta:
        model = OperatedProcess
        fields = ("process", "place", "scale", "since", "ended_on")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        row_field(self, "process").queryset = KeyProcess.objects.in_force(clock.today())


class HeldChemicalForm(PastForm):
    past = ("ended_on",)

    class Meta:
        model = HeldChemical
        fields = ("chemical", "place", "amount", "since", "ended_on")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        row_field(self, "chemical").queryset = KeyChemical.objects.in_force(clock.today())


class KeyPersonForm(PastForm):
    past = ("left_on",)
    in_order = ("since", "left_on")
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False, max_length=40)

    class Meta:
        model = KeyPerson
        fields = (
            "name",
            "post",
            "phone",
            "education",
            "major_kind",
            "major",
            "title",
            "handles_explosives",
            "since",
            "left_on",
        )

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        mark_personal(self, "name")


class CertificateForm(PastForm):
    past = ("issued_on",)
    in_order = ("issued_on", "valid_until")

    class Meta:
        model = Certificate
        fields = ("kind", "work", "number", "issued_on", "valid_until")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        mark_personal(self, "number")


class GuarantorForm(PastForm):
    past = ("since", "ended_on")

    class Meta:
        model = Guarantor
        fields: tuple[str, ...] = ("duty", "person", "since", "ended_on")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        source = self.instance.source
        people = KeyPerson.objects.visible_to(user).filter(enterprise=source.enterprise_id)
        row_field(self, "person").queryset = people.in_post(clock.today())


class NewGuarantorForm(GuarantorForm):
    class Meta(GuarantorForm.Meta):
        fields = ("duty", "person", "since")


class GuarantorCheckForm(PastForm):
    past = ("checked_on",)

    class Meta:
        model = GuarantorCheck
        fields = ("checked_on", "looked_at", "problems")


class EmergencyPlanForm(PastForm):
    past = ("issued_on", "filed_on", "assessed_on", "replaced_on")
    in_order = ("issued_on", "filed_on")

    class Meta:
        model = EmergencyPlan
        fields = ("name", "kind", "issued_on", "filed_on", "filing_number", "assessed_on", "replaced_on")


class DrillForm(PastForm):
    past = ("held_on", "reported_on")
    in_order = ("held_on", "reported_on")

    class Meta:
        model = Drill
        fields = ("kind", "source", "held_on", "subject", "participants", "evaluation", "reported_on")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        sources = HazardSource.objects.visible_to(user).filter(enterprise=self.instance.enterprise_id)
        row_field(self, "source").queryset = sources


class StatusAssessmentForm(PastForm):
    past = ("assessed_on", "rectified_on")
    in_order = ("assessed_on", "rectified_on")

    class Meta:
        model = StatusAssessment
        fields = (
            "assessed_on",
            "assessor",
            "report_number",
            "problems",
            "rectified_on",
            "conclusion",
            "external_distance",
        )

    def clean(self) -> dict[str, object]:
        """A distance is what a report says: which one, and by whom, stands beside it."""
        given = super().clean()
        if given.get("external_distance"):
            for name in ("assessor", "report_number"):
                if not given.get(name):
                    self.add_error(name, _("Say which report states the distance."))
        return given


class CrowdedPlaceForm(PastForm):
    past = ("counted_on", "ended_on")
    in_order = ("counted_on", "ended_on")

    class Meta:
        model = CrowdedPlace
        fields = ("name", "kind", "people", "counted_on", "ended_on")
