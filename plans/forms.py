"""Forms of plans, their measures and what experts say of them; of measures of parks."""

from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, RowOptions, Sent
from core.forms import ANY, FileForm, ListForm, choice, choice_field, dress
from core.states import AttachmentKind
from parks.models import Park
from plans.models import (
    Closure,
    EnterprisePlan,
    ExpertOpinion,
    FeedbackProblem,
    Instalment,
    PlanMeasure,
    UpgradeMeasure,
)
from plans.states import Adoption, ClosureKind, ClosureState, PlanKind, PlanState

if TYPE_CHECKING:
    from django.http import QueryDict

LATE = (("true", _("Measures overdue")),)


class PlanListForm(ListForm):
    park = choice(_("Park"), ())
    kind = choice(_("Kind"), PlanKind.choices)
    state = choice(_("State"), PlanState.choices)
    late = choice(_("Measures"), LATE)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        parks = Park.objects.visible_to(user)
        choice_field(self, "park").choices = (ANY, *((str(park.pk), park.label) for park in parks))


class PlanForm(FileForm):
    class Meta:
        model = EnterprisePlan
        fields = ("kind", "title", "goal", "finish_by")


class PlanMeasureForm(FileForm):
    class Meta:
        model = PlanMeasure
        fields = ("text", "organization", "person", "deadline", "funds")


class OpinionForm(FileForm):
    """What an expert says, with what became of it where that is known already."""

    class Meta:
        model = ExpertOpinion
        fields: tuple[str, ...] = ("expert", "field", "given_on", "opinion", "adoption", "answer")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        choice_field(self, "adoption").choices = Adoption.choices


class UpgradeMeasureForm(FileForm):
    class Meta:
        model = UpgradeMeasure
        fields = ("text", "organization", "person", "deadline")


class FeedbackProblemForm(FileForm):
    class Meta:
        model = FeedbackProblem
        fields = ("text", "organization", "deadline", "item_number")
        help_texts = {"item_number": _("Where it came onto the ledger with a list: that item follows it.")}


class ReasonForm(forms.Form):
    """Why a step is taken that needs a reason."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Sent | None = None, *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        dress(self)


class ClosureListForm(ListForm):
    park = choice(_("Park"), ())
    kind = choice(_("Kind"), ClosureKind.choices)
    state = choice(_("State"), ClosureState.choices)
    unpaid = choice(_("Instalments"), (("true", _("Instalments overdue")),))

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        parks = Park.objects.visible_to(user)
        choice_field(self, "park").choices = (ANY, *((str(park.pk), park.label) for park in parks))


class NewClosureForm(FileForm):
    class Meta:
        model = Closure
        fields: tuple[str, ...] = ("kind", "close_by", "decision", "decided_on", "authority", "workers")


class ClosureForm(FileForm):
    """What has been decided, agreed and done."""

    class Meta:
        model = Closure
        fields: tuple[str, ...] = (
            *NewClosureForm.Meta.fields,
            "resettled",
            "agreement",
            "agreed_on",
            "agreed",
            "plant_area",
            "plant_bought_on",
            "land_area",
            "land_bought_on",
            "soil_checked_on",
            "soil_result",
            "soil_report",
        )


class InstalmentForm(FileForm):
    class Meta:
        model = Instalment
        fields = ("due_on", "amount", "paid_on", "paid", "proof", "over_reason")
        help_texts = {"proof": _("Number of the bank receipt or voucher.")}


class InstalmentScansForm(EvidenceForm):
    """The receipt of a payment, as a photo or a document."""

    use_required_attribute = False
    scans = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, label=_("Scans"))

    def __init__(
        self, data: Sent | None = None, files: Files | None = None, *, instalment: Instalment, user: User
    ) -> None:
        super().__init__(data, files)
        self.fields["scans"].required = True
        self.at(user, f"instalment:{instalment.pk}", "scans")
