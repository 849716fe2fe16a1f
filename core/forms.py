"""Forms of the county's files."""

from typing import Any

from django import forms

CLASSES = {forms.Select: "form-select", forms.SelectMultiple: "form-select", forms.CheckboxInput: "form-check-input"}


class FileForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form for a row with a `version`; relations are chosen within what the user may see."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, user: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].initial = self.instance.version if self.instance.pk else 1
        for field in self.fields.values():
            widget = field.widget
            widget.attrs.setdefault("class", CLASSES.get(type(widget), "form-control"))
            if isinstance(widget, forms.DateInput):
                widget.input_type, widget.format = "date", "%Y-%m-%d"
            choices = getattr(field, "queryset", None)
            if choices is not None and hasattr(choices, "visible_to"):
                field.queryset = choices.model._default_manager.visible_to(user)

    def clean_version(self) -> int:
        return self.cleaned_data.get("version") or 1
