"""The form by which an objection is answered; a datum that stands in the form of its file is changed along with it."""

from collections.abc import Mapping

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.errors import DomainError, StaleError
from core.form_options import Sent
from core.forms import FileForm, dress
from core.steps import VERSION
from enterprises.forms import EnterpriseForm, PermitForm
from enterprises.models import Enterprise, Permit
from objections.models import Objection
from objections.services.subjects import row_of
from objections.states import VERDICTS, ObjectionState
from projects.forms import ProjectForm
from projects.models import Project
from safety.forms import (
    CertificateForm,
    DrillForm,
    EmergencyPlanForm,
    GuarantorForm,
    HazardSourceForm,
    HeldChemicalForm,
    KeyPersonForm,
    OperatedProcessForm,
    StatusAssessmentForm,
)
from safety.models import (
    Certificate,
    Drill,
    EmergencyPlan,
    Guarantor,
    HazardSource,
    HeldChemical,
    KeyPerson,
    OperatedProcess,
    StatusAssessment,
)

FORMS: Mapping[type[Model], type[FileForm]] = {
    Enterprise: EnterpriseForm,
    Permit: PermitForm,
    Project: ProjectForm,
    HazardSource: HazardSourceForm,
    OperatedProcess: OperatedProcessForm,
    HeldChemical: HeldChemicalForm,
    KeyPerson: KeyPersonForm,
    Certificate: CertificateForm,
    Guarantor: GuarantorForm,
    EmergencyPlan: EmergencyPlanForm,
    Drill: DrillForm,
    StatusAssessment: StatusAssessmentForm,
}
"""The form of each file whose data are changed by themselves; of others the change is made where they come from."""
NOT_CHANGED = ObjectionState.REJECTED


class VerdictForm(forms.Form):
    """The verdict, the words, and the datum as it will stand on file where it is plain."""

    use_required_attribute = False
    verdict = forms.ChoiceField(
        label=gettext_lazy("Verdict"), choices=[(each.value, each.label) for each in VERDICTS], widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=gettext_lazy("The enterprise reads it. What isn't accepted, or in part only, needs its reasons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, data: Sent | None = None, *, objection: Objection, row: Model | None, user: User) -> None:
        initial = {"version": objection.version, "row_version": getattr(row, VERSION, None)}
        super().__init__(data, initial=initial)
        self.objection, self.row, self.user = objection, row, user
        if plain := self._of_datum():
            field = plain.fields[objection.field]
            field.required, field.help_text = False, _("As it will stand on file if you accept.")
            field.label = _("New value: %(name)s") % {"name": objection.field_label}
            self.fields["value"] = field
            self.initial["value"] = plain.get_initial_for_field(field, objection.field)
            self.order_fields(["verdict", "value", "answer"])
        dress(self)

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        given["values"] = {}
        is_read = "value" in self.fields and "value" not in self.errors
        if is_read and given.get("verdict") not in (None, NOT_CHANGED):
            given["values"] = self._values()
        return given

    def given(self) -> dict[str, object]:
        """What the step takes."""
        names = ("answer", "values", "row_version")
        return {name: self.cleaned_data.get(name) for name in names}

    def refuse(self, refusal: DomainError) -> None:
        """Say what was refused, at the field at fault; the next press is meant for what is on file now."""
        at = "value" if refusal.field == self.objection.field and "value" in self.fields else refusal.field
        self.add_error(at if at in self.fields else None, str(refusal))
        if isinstance(refusal, StaleError):
            self.data = {**{name: self.data.get(name, "") for name in self.fields}, **self._seen_now()}

    def _seen_now(self) -> dict[str, object]:
        row = row_of(self.objection.subject, self.user)
        version = Objection.objects.values_list("version", flat=True).get(pk=self.objection.pk)
        return {"version": version, "row_version": getattr(row, VERSION, "")}

    def _of_datum(self, data: Sent | None = None) -> FileForm | None:
        """The form of the file with this datum alone; None where the datum stands in no form."""
        form_class = FORMS.get(type(self.row)) if self.row else None
        if form_class is None:
            return None
        form = form_class(data, instance=self.row, user=self.user)
        for name in [name for name in form.fields if name not in (self.objection.field, "version")]:
            del form.fields[name]
        return form if self.objection.field in form.fields else None

    def _values(self) -> dict[str, object]:
        """The new value, checked as the form of the file checks it."""
        sent = {self.objection.field: self.data.get("value", ""), "version": self.data.get("row_version", "")}
        plain = self._of_datum({name: value for name, value in sent.items() if value != ""})
        if plain is None or plain.is_valid():
            name = self.objection.field
            changed = plain is not None and plain.fields[name].has_changed(
                self.initial["value"], self.data.get("value")
            )
            return {name: plain.cleaned_data[name]} if plain and changed else {}
        for errors in plain.errors.values():
            for error in errors:
                self.add_error("value", error)
        return {}
