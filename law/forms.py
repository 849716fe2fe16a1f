from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField
from core.forms import ListForm, choice
from law.models import Amendment, Basis, Criterion, Instrument
from law.states import AmendmentState, InstrumentKind, Shelf, SubjectKind, Verdict

TEXT = {"class": "form-control"}


class InstrumentListForm(ListForm):
    kind = choice(_("Kind"), InstrumentKind.choices)
    on = DayField(label=_("In force on"), required=False, widget=forms.DateInput)


class BasisListForm(ListForm):
    subject_kind = choice(_("Catalogue"), SubjectKind.choices)
    subject_code = forms.CharField(label=_("Subject"), required=False)
    instrument = forms.CharField(label=_("Instrument"), required=False, widget=forms.HiddenInput)
    on = DayField(label=_("In force on"), required=False, widget=forms.DateInput)

    def in_words(self, name: str, value: str) -> str:
        if name != "instrument":
            return super().in_words(name, value)
        found = Instrument.objects.visible_to(self.user).filter(pk=value).first()
        return found.cited if found else value


class ReviewForm(forms.Form):
    """Who has checked a basis against the text, and when."""

    reviewed_by = forms.CharField(label=_("Legal reviewer"), max_length=40, widget=forms.TextInput(attrs=TEXT))
    reviewed_on = DayField(label=_("Reviewed on"), widget=forms.DateInput({**TEXT, "type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"initial": {"reviewed_on": clock.today()}, **options})  # type: ignore[arg-type]


class AmendmentListForm(ListForm):
    state = choice(_("State"), AmendmentState.choices)


class CriterionListForm(ListForm):
    on = DayField(label=_("In force on"), required=False, widget=forms.DateInput)


class InForceForm(forms.Form):
    """Of which day the workbook is; without one it has all rows."""

    use_required_attribute = False
    on = DayField(label=_("In force on"), required=False, widget=forms.DateInput({**TEXT, "type": "date"}))


class SourceForm(forms.ModelForm):
    """By what document the law changes, and where and when its text was read: beside every change (R11, 8)."""

    use_required_attribute = False
    read_on = DayField(label=_("Read on"), initial=clock.today, widget=forms.DateInput)

    class Meta:
        model = Amendment
        fields = ("source", "read_at", "read_on")
        labels = {"source": _("Document by which it changes, with its number")}


class RowForm(forms.ModelForm):
    """A new row of the catalogue; of a correction it shows the row that it replaces, which ends the day before."""

    use_required_attribute = False
    valid_from = DayField(label=_("In force from"), widget=forms.DateInput)


class InstrumentForm(RowForm):
    class Meta:
        model = Instrument
        fields = ("kind", "title_zh", "short_zh", "number", "issued_on", "valid_from", "source", "confirmed")
        field_classes = {"issued_on": DayField}


class BasisForm(RowForm):
    class Meta:
        model = Basis
        fields = (
            "subject_kind",
            "subject_code",
            "part",
            "instrument",
            "article",
            "penalty_article",
            "valid_from",
            "confirmed",
            "note",
        )
        help_texts = {
            "article": _("107, 98(2), 3¶1 6, 5.5.1: article, item, paragraph, clause; several divided by a space."),
            "note": _("“仅限交办” marks a duty of a public body, never for an order."),
        }


class CriterionForm(RowForm):
    class Meta:
        model = Criterion
        fields = ("item", "name_zh", "name_en", "instrument", "valid_from", "replaces", "source", "confirmed")


ROW_FORMS: dict[str, type[RowForm]] = {
    Shelf.INSTRUMENT: InstrumentForm,
    Shelf.BASIS: BasisForm,
    Shelf.CRITERION: CriterionForm,
}


class EndForm(forms.Form):
    """To which day a row holds."""

    use_required_attribute = False
    last_day = DayField(label=_("In force to"), widget=forms.DateInput)


class EndInstrumentForm(EndForm):
    """To which day an instrument holds, and what follows it."""

    replaced_by = forms.ModelChoiceField(
        Instrument.objects.order_by("title_zh"), label=_("Replaced by"), required=False, widget=forms.Select
    )


class DefectListForm(ListForm):
    verdict = choice(_("Verdict of the legal reviewer"), Verdict.choices)


class VerdictForm(forms.Form):
    """What the legal reviewer has said of a paper, who and when."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(label=_("Verdict of the legal reviewer"), choices=Verdict.choices)
    reviewed_by = forms.CharField(label=_("Legal reviewer"), max_length=40)
    reviewed_on = DayField(label=_("Reviewed on"), initial=clock.today, widget=forms.DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class DeclineForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput(attrs=TEXT))
