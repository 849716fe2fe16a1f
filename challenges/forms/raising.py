"""The form by which an enterprise challenges a finding: what is wrong with it, why, with proof."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from challenges.services.raising import ChallengeGiven
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, Sent
from core.forms import dress
from core.querysets import address
from core.states import AttachmentKind
from rectification.models import Item


class ChallengeForm(EvidenceForm):
    """What is wrong with the finding, why, and the files that show it."""

    use_required_attribute = False
    wrong = forms.CharField(
        label=_("What is wrong with the finding"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("The facts, the level, the category, the basis, or that it is a finding at all."),
    )
    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea)
    files = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, label=_("Proof"))

    def __init__(self, data: Sent | None = None, files: Files | None = None, *, item: Item, user: User) -> None:
        super().__init__(data, files)
        self.at(user, address(item), "challenge")
        dress(self)

    def given(self) -> ChallengeGiven:
        """What the service takes."""
        said = {name: self.cleaned_data[name] for name in ("wrong", "reason")}
        return ChallengeGiven(**said, files=self.all_files())
