"""Fields of the ledger's forms; choices are looked up in the user's own scope."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.models import Attachment


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "components/files.html"


class ManyFilesField(forms.FileField):
    """Several files at once, each checked when it is stored."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files if file]


class KeptFilesField(forms.ModelMultipleChoiceField):
    """Files that have been uploaded with a form that came back with errors: they stay, as hidden ids."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Attachment.objects.none(), required=False, **options)
