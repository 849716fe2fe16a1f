"""The form by which an enterprise objects to a datum of its file."""

from collections.abc import Sequence

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import Files, Sent
from core.forms import choice_field, dress, mark_personal
from core.querysets import address, kind_of
from core.states import AttachmentKind
from objections.services.deriving import Lead
from objections.services.raising import ObjectionGiven
from objections.services.subjects import all_subjects, value_of


class ObjectForm(EvidenceForm):
    """Which datum, what is wrong, what would be right, why, with proof; `leads` are those that follow from others."""

    use_required_attribute = False
    field = forms.ChoiceField(label=_("Datum"))
    wrong = forms.CharField(label=_("What is wrong with it"), max_length=1000, widget=forms.Textarea)
    proposed = forms.CharField(
        label=_("What would be right"),
        required=False,
        max_length=300,
        help_text=_("As it should stand on file; left empty where the whole row is wrong."),
    )
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea)
    files = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, label=_("Proof"))
    row = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Sent | None = None,
        files: Files | None = None,
        *,
        row: Model,
        user: User,
        asked: str = "",
        leads: Sequence[Lead] = (),
    ) -> None:
        origins = {lead.name: lead.field for lead in leads}
        super().__init__(data, files, initial={"row": address(row), "field": origins.get(asked) or asked})
        on_file = {
            field.name: (field, value_of(row, field))
            for field in all_subjects()[kind_of(type(row))].data()
            if field.name not in origins
        }
        choice_field(self, "field").choices = [
            (name, f"{field.verbose_name}：{value}") for name, (field, value) in on_file.items()
        ]
        self.at(user, address(row), "object")
        dress(self)
        mark_personal(self, "proposed")

    def given(self) -> ObjectionGiven:
        """What the service takes."""
        return ObjectionGiven(
            **{name: self.cleaned_data[name] for name in ("field", "wrong", "proposed", "reason")},
            files=self.all_files(),
        )
