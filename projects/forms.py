from datetime import date
from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from core import clock
from core.day_fields import DayField
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, RowOptions, Sent
from core.forms import FileForm, ListForm, choice, dress
from core.states import AttachmentKind
from enterprises.forms import YES_NO, offer_parks
from enterprises.models import PermitKind
from enterprises.states import OperatingState
from projects.models import Project, ProjectApproval, ProjectRecord, ProjectStateSpell
from projects.rules.facts import Facts
from projects.rules.requirements import CODES
from projects.rules.supposing import ASSUMED_STATES, Supposed
from projects.services.supposing import offered
from projects.states import ViolationState

if TYPE_CHECKING:
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise


class ProjectListForm(ListForm):
    park = choice(gettext_lazy("Park"), ())
    state = choice(gettext_lazy("State"), OperatingState.choices)
    complete = choice(gettext_lazy("File complete"), YES_NO)
    ahead = choice(gettext_lazy("Ahead of its papers"), (("true", gettext_lazy("Yes")), ("false", gettext_lazy("No"))))

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)


class ViolationListForm(ListForm):
    park = choice(gettext_lazy("Park"), ())
    state = choice(pgettext_lazy("violation", "State"), ViolationState.choices)
    code = choice(gettext_lazy("Code"), [(code, code) for code in CODES])

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_parks(self, user)


class ProjectForm(FileForm):
    class Meta:
        model = Project
        fields = (
            "name",
            "state",
            "state_since",
            "content",
            "investment",
            "planned_start",
            "planned_completion",
            "started_on",
            "completed_on",
            "uses_hazardous_chemicals",
        )

    def clean_state_since(self) -> object:
        return past(self.cleaned_data["state_since"])

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        for first, then in (("planned_start", "planned_completion"), ("started_on", "completed_on")):
            if given.get(first) and given.get(then) and given[then] < given[first]:
                self.add_error(then, _("It would end before it begins."))
        return given


class ApprovalForm(FileForm):
    class Meta:
        model = ProjectApproval
        fields = ("number", "approved_on", "valid_until", "renewed_on", "not_applicable_reason")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        self.fields["not_applicable_reason"].help_text = _("By saving you sign that it does not apply.")

    def clean_approved_on(self) -> object:
        return past(self.cleaned_data["approved_on"])

    def clean_renewed_on(self) -> object:
        return past(self.cleaned_data["renewed_on"])

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        if given.get("not_applicable_reason") and (given.get("number") or given.get("approved_on")):
            self.add_error("not_applicable_reason", _("Either it was approved or it does not apply."))
        issued, until = given.get("approved_on"), given.get("valid_until")
        if issued and until and until < issued:
            self.add_error("valid_until", _("It would end before it was issued."))
        return given


class SpellForm(FileForm):
    """A state of construction that the project has entered."""

    class Meta:
        model = ProjectStateSpell
        fields: tuple[str, ...] = ("state", "began_on")

    def clean_began_on(self) -> object:
        return past(self.cleaned_data["began_on"])


class SpellCorrectionForm(SpellForm):
    class Meta(SpellForm.Meta):
        fields = ("state", "began_on", "struck_because")


class RecordForm(FileForm):
    """Admission, pre-assessment, punch list, start-up review, material change."""

    class Meta:
        model = ProjectRecord
        fields = ("kind", "held_on", "led_by", "content", "defects", "settled_on")

    def clean_held_on(self) -> object:
        return past(self.cleaned_data["held_on"])

    def clean_settled_on(self) -> object:
        return past(self.cleaned_data["settled_on"])


class PaperScansForm(EvidenceForm):
    """Scans of an approval or a record."""

    use_required_attribute = False
    scans = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, label=gettext_lazy("Scans"))

    def __init__(
        self,
        data: Sent | None = None,
        files: Files | None = None,
        *,
        paper: ProjectApproval | ProjectRecord,
        user: User,
    ) -> None:
        super().__init__(data, files)
        self.fields["scans"].required = True
        self.at(user, f"{paper._meta.model_name}:{paper.pk}", "scans")


class SupposeForm(forms.Form):
    """The days of a copy; as they are on file where nothing else is given."""

    use_required_attribute = False

    def __init__(self, data: Sent | None = None, *, facts: Facts) -> None:
        super().__init__(data)
        kinds = dict(PermitKind.objects.in_bulk(offered(facts)))
        began = {spell.state: spell.began for spell in reversed(facts.spells)}
        for state in ASSUMED_STATES:
            self.fields[f"state_{state}"] = _supposed_day(OperatingState(state).label, began.get(state))
        for kind in offered(facts):
            known = next((paper.day for paper in facts.papers.get(kind, ()) if paper.day), None)
            self.fields[kind] = _supposed_day(kinds[kind].name, known)
        dress(self)

    @property
    def states(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name.startswith("state_")]

    @property
    def approvals(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.name.startswith("state_")]

    def supposed(self) -> Supposed:
        """What is given and not as it is on file."""
        given = self.cleaned_data if self.is_bound else {}
        other = {name: day for name, day in given.items() if day and day != self.fields[name].initial}
        states = {name.removeprefix("state_"): day for name, day in other.items() if name.startswith("state_")}
        return Supposed(states, {name: day for name, day in other.items() if not name.startswith("state_")})


def _supposed_day(label: "StrOrPromise", known: date | None) -> DayField:
    return DayField(label=label, required=False, initial=known, widget=forms.DateInput)


def past(day: date | None) -> date | None:
    """The day, which must not be still to come."""
    if day and day > clock.today():
        raise forms.ValidationError(_("This day is still to come."))
    return day
