"""The one component for files on a page: each is taken by itself, shown, and stays until it is used or taken away.

A form that takes files is an `EvidenceForm` with `EvidenceField`s; the page needs `css/evidence.css`. Without
scripts the plain file field works, and what came with a refused form stays as well.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Unpack

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.form_options import FieldWords, Sent
from core.models import Attachment, HeldUpload
from core.rules.bounds import wholes
from core.services import uploads
from core.services.uploads import Chosen, FormPlace

if TYPE_CHECKING:
    from accounts.models import User

PHOTOS = "image/*,.heic,.heif"
PAPERS = ".pdf,.docx,.xlsx"
CAMERA = "camera"


class EvidenceInput(forms.FileInput):
    """Chosen and held files of one field; the place is known once the form is made."""

    allow_multiple_selected = True
    needs_multipart_form = True
    use_fieldset = True
    template_name = "components/evidence.html"
    form: "EvidenceForm | None" = None
    kind = ""
    camera = False
    photos_only = False
    only = ""

    def value_from_datadict(self, data: Sent, files: object, name: str) -> dict[str, object]:
        chosen = files.getlist(name) if isinstance(files, MultiValueDict) else []
        if self.camera and isinstance(files, MultiValueDict):
            chosen = [*files.getlist(CAMERA), *chosen]
        held = data.getlist(f"held_{name}") if isinstance(data, MultiValueDict) else data.get(f"held_{name}", [])
        return {"chosen": chosen, "held": held}

    def value_omitted_from_data(self, data: object, files: object, name: str) -> bool:
        return False

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "place": self.form.chosen_in if self.form else None,
            "held": [row for row in self.form.held if row.field == name] if self.form else [],
            "kind": self.kind,
            "camera": self.camera,
            "photos_only": self.photos_only,
            "only": self.only,
            "accept": self.only or (PHOTOS if self.photos_only else f"{PHOTOS},{PAPERS}"),
        }
        return context


class EvidenceField(forms.Field):
    """Photos and papers of one kind; its cleaned value are the attachments, in the order in which they were chosen.

    A form that can't do without them sets `required`; those that are held already count. Where it takes one sort of
    files alone, `only` is their ending (".docx"); what else is handed in is refused by whoever uses it.
    """

    widget = EvidenceInput

    def __init__(
        self,
        *,
        kind: str,
        camera: bool = False,
        photos_only: bool = False,
        only: str = "",
        **options: Unpack[FieldWords],
    ) -> None:
        options.setdefault("label", _("Photos or documents"))
        super().__init__(required=False, **options)
        self.widget.kind, self.widget.camera, self.widget.photos_only = kind, camera, photos_only
        self.widget.only = only

    def clean(self, value: object) -> object:
        """The files are taken by the form, which knows whose they are."""
        return value


class EvidenceForm(forms.Form):
    """A form with files. What was chosen is held first, then the rest is looked at: nothing is lost by a refusal."""

    chosen_in: FormPlace
    data: MultiValueDict[str, object]
    files: Any

    def at(self, owner: "User", thing: str, act: str) -> None:
        """Say whose form it is and what about; called when the form is made."""
        self.chosen_in = FormPlace(owner, thing, act)
        for _name, field in self.evidence_fields():
            field.widget.form = self

    def evidence_fields(self) -> Iterator[tuple[str, EvidenceField]]:
        for name, field in self.fields.items():
            if isinstance(field, EvidenceField):
                yield name, field

    @property
    def held(self) -> list[HeldUpload]:
        """What is held for this form now, asked once a page."""
        if not hasattr(self, "_held"):
            self._held = list(self.chosen_in.rows().for_list())
        return self._held

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        unwanted = wholes(map(str, self.data.getlist("leave_out")))
        uploads.take_away(self.chosen_in.owner, unwanted)
        for name, field in self.evidence_fields():
            self._gather(name, field, {str(key) for key in unwanted})

    def _gather(self, name: str, field: EvidenceField, unwanted: set[str]) -> None:
        given = self[name].data
        held = [key for key in given["held"] if key not in unwanted]
        chosen = [Chosen(file, field.widget.kind, name) for file in given["chosen"]]
        gathered = uploads.gather(self.chosen_in, name, held, chosen)
        self.cleaned_data[name] = gathered.files
        for complaint in gathered.complaints:
            self.add_error(name, complaint)
        if field.required and not gathered.files and not gathered.complaints:
            self.add_error(name, field.error_messages["required"])

    def all_files(self) -> list[Attachment]:
        """The files of all fields, in the order of the form."""
        return [file for name, _field in self.evidence_fields() for file in self.cleaned_data.get(name) or ()]
