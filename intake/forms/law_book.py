from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField
from intake.reading.opening import MAX_PACKED, MEGABYTE

TEXT = {"class": "form-control"}


class LawBookForm(forms.Form):
    """The catalogue of the law as somebody has changed it, with the source of all the changes in it."""

    source = forms.CharField(
        label=_("Document by which it changes, with its number"), max_length=200, widget=forms.TextInput(TEXT)
    )
    read_at = forms.CharField(label=_("Where the text was read"), max_length=200, widget=forms.TextInput(TEXT))
    read_on = DayField(
        label=_("Read on"),
        initial=clock.today,
        widget=forms.DateInput({**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )
    file = forms.FileField(
        label=_("Workbook of the law (.xlsx)"), widget=forms.FileInput({"class": "form-control", "accept": ".xlsx"})
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_PACKED:
            raise forms.ValidationError(_("The file is larger than %(size)d MB.") % {"size": MAX_PACKED // MEGABYTE})
        return file
