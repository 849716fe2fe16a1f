"""Forms of the smaller entries of a park's file."""

from typing import TYPE_CHECKING, Unpack

from django import forms

from core.evidence import EvidenceField, EvidenceForm
from core.form_options import RowOptions, Sent
from core.forms import FileForm
from core.past_forms import PastForm
from core.states import AttachmentKind
from parks.models import (
    CapacityAssessment,
    LeaderVisit,
    ParkLevel,
    ParkPaper,
    RecognitionProblem,
    StopNotice,
    UpgradePlan,
)

if TYPE_CHECKING:
    from accounts.models import User


class RecognitionProblemForm(PastForm):
    past = ("raised_on", "done_on")
    in_order = (("raised_on", "deadline"),)

    class Meta:
        model = RecognitionProblem
        fields = (
            "problem",
            "raised_by",
            "raised_on",
            "organization",
            "person",
            "deadline",
            "done_on",
            "result",
            "item_number",
        )


class ParkLevelForm(PastForm):
    past = ("published_on",)

    class Meta:
        model = ParkLevel
        fields = ("kind", "level", "published_on", "published_by", "document")


class UpgradePlanForm(PastForm):
    past = ("approved_on",)

    class Meta:
        model = UpgradePlan
        fields = ("target_grade", "target_on", "measures", "approved_by", "approved_on", "document")


class CapacityAssessmentForm(PastForm):
    past = ("assessed_on",)

    class Meta:
        model = CapacityAssessment
        fields = ("assessed_on", "authority", "conclusion", "findings", "feedback_number")


class StopNoticeForm(FileForm):
    class Meta:
        model = StopNotice
        fields = ("pollutant", "region", "reason", "authority", "document", "since", "until", "lifted_by")


class ParkPaperForm(PastForm):
    past = ("issued_on",)
    in_order = (("issued_on", "valid_until"),)

    class Meta:
        model = ParkPaper
        fields: tuple[str, ...] = ("kind", "title", "number", "authority", "issued_on", "valid_until")


class FiledForm(PastForm, EvidenceForm):
    """A form of a new row that files hang at."""

    def __init__(self, data: Sent | None = None, *, user: "User", **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        row = self.instance
        self.at(user, f"park:{row.park_id}", row._meta.model_name)

    def names(self) -> list[str]:
        """The fields of the row that this form writes; the files are hung at it afterwards."""
        return [name for name in super().names() if not isinstance(self.fields[name], EvidenceField)]


class NewParkPaperForm(FiledForm):
    past, in_order = ParkPaperForm.past, ParkPaperForm.in_order
    attached = EvidenceField(kind=AttachmentKind.DOCUMENT)

    class Meta(ParkPaperForm.Meta):
        pass


class VisitForm(FiledForm):
    photos = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, photos_only=True)

    class Meta:
        model = LeaderVisit
        fields = ("day", "seen", "asked")
        widgets = {"asked": forms.Textarea}
