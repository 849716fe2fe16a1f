"""The steps of an import in the browser."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.states import SourceKind
from parks.models import Park
from rectification.imports import field_words as words
from rectification.imports.opening import MAX_PACKED, MEGABYTE
from rectification.imports.wizard import NEW, Opened

FIELD_LABELS: dict[str, str | Promise] = {
    words.NUMBER: _("Number"),
    words.DESCRIPTION: _("Problem"),
    words.LEAD: _("Lead unit"),
    words.ASSISTING: _("Assisting units"),
    words.PERSON: _("Responsible person"),
    words.DEADLINE: _("Deadline"),
    words.FOUND_ON: _("Found on"),
    words.CATEGORY: _("Category"),
    words.LEVEL: _("Level"),
    words.SOURCE: _("Source"),
    words.PLACE: _("Place"),
    words.ENTERPRISE: _("Enterprise"),
    words.PARK: _("Park"),
    words.PROJECT: _("Project"),
    words.MEASURES: _("Measures"),
    words.REQUIREMENT: _("Requirement"),
    words.PROGRESS: _("Progress as reported"),
    words.REVIEW_RESULT: _("Result of the re-inspection"),
    words.REVIEWED_ON: _("Day of the re-inspection"),
    words.REVIEWER: _("Re-inspected by"),
    words.LEGAL_BASIS: _("Legal basis"),
    words.FUNDS: _("Funds"),
    words.REMARK: _("Remarks"),
}


class UploadForm(forms.Form):
    """Step 1: the file."""

    file = forms.FileField(
        label=_("Problem list (.xlsx)"), widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx"})
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".xlsx"):
            raise forms.ValidationError(_("Choose an .xlsx file; save other formats as .xlsx first."))
        if file.size > MAX_PACKED:
            raise forms.ValidationError(_("The file is larger than %(size)d MB.") % {"size": MAX_PACKED // MEGABYTE})
        return file


class ColumnsForm(forms.Form):
    """Step 2: what the columns mean, where the list comes from, who the unknown units are."""

    source = forms.ChoiceField(label=_("Source"), choices=SourceKind.choices)
    park = forms.ModelChoiceField(
        Park.objects.none(), label=_("Park of rows that name none"), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, opened: Opened, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        self.columns = opened.columns()
        self.unknown = list(opened.unknown_units)
        self.fields["park"].queryset = Park.objects.visible_to(opened.user)  # type: ignore[attr-defined]
        choices = [("", _("Don't import")), *FIELD_LABELS.items()]
        for position, column in enumerate(self.columns):
            self.fields[f"column-{position}"] = forms.ChoiceField(
                label=column.heading, choices=choices, required=False, initial=column.field or ""
            )
        for position, name in enumerate(self.unknown):
            self.fields[f"unit-{position}"] = self._unit_field(name)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "form-select")

    def _unit_field(self, name: str) -> forms.ChoiceField:
        suggested = [(str(unit.pk), unit.name) for unit in self.opened.book.suggestions(name)]
        others = sorted((unit.name, str(key)) for key, unit in self.opened.book.organizations.items())
        choices = [
            ("", _("Leave it: its rows are refused")),
            (NEW, _("Create this unit")),
            (_("Like this name"), suggested),
            (_("All units"), [(key, label) for label, key in others if key not in dict(suggested)]),
        ]
        decided = self.opened.batch.decisions.get("units", {}).get(name, "")
        return forms.ChoiceField(label=name, choices=choices, required=False, initial=decided)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        fields = [field for field in self.mapping.values() if field]
        if words.DESCRIPTION not in fields:
            raise forms.ValidationError(_("Say which column holds the problems."))
        twice = next(
            (field for field in fields if fields.count(field) > 1 and field not in words.OF_SEVERAL_COLUMNS), None
        )
        if twice is not None:
            raise forms.ValidationError(_("“%(field)s” is chosen for two columns.") % {"field": FIELD_LABELS[twice]})
        return cleaned

    @property
    def mapping(self) -> dict[str, str | None]:
        """Heading → field, as chosen."""
        return {
            column.heading: self.cleaned_data.get(f"column-{position}") or None
            for position, column in enumerate(self.columns)
        }

    @property
    def units(self) -> dict[str, str]:
        """Unknown name → key of the unit, or `new`."""
        return {name: self.cleaned_data.get(f"unit-{position}", "") for position, name in enumerate(self.unknown)}

    @property
    def column_fields(self) -> list[tuple[Any, Any]]:
        return [(column, self[f"column-{position}"]) for position, column in enumerate(self.columns)]

    @property
    def sample_rows(self) -> list[tuple[str, ...]]:
        """The first values of all columns, row by row."""
        return list(zip(*(column.values for column in self.columns), strict=True))

    @property
    def unit_fields(self) -> list[Any]:
        return [self[f"unit-{position}"] for position in range(len(self.unknown))]
