from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, Sent
from core.forms import dress
from core.states import AttachmentKind
from parks.models import Infrastructure
from parks.services.progress import Seen
from parks.states import InfrastructureStatus

if TYPE_CHECKING:
    from accounts.models import User


class ProgressForm(EvidenceForm):
    """How far a facility is, as somebody stands before it."""

    use_required_attribute = False
    photos = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, photos_only=True)
    percent = forms.IntegerField(label=_("Progress (%)"), min_value=0, max_value=100)
    status = forms.ChoiceField(label=_("Status"), choices=InfrastructureStatus.choices)
    note = forms.CharField(label=_("Note"), required=False, max_length=500, widget=forms.Textarea)
    day = DayField(label=_("Day"), widget=forms.DateInput)

    def __init__(
        self, data: Sent | None = None, files: Files | None = None, *, facility: Infrastructure, user: "User"
    ) -> None:
        initial = {"day": clock.today(), "percent": facility.progress, "status": facility.status}
        super().__init__(data, files, initial=initial)
        self.at(user, f"infrastructure:{facility.pk}", "progress")
        dress(self)

    def seen(self) -> Seen:
        """What the service takes."""
        return Seen(**self.cleaned_data)
