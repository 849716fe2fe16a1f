"""Forms of the escalation ladder, the letters and the listed supervision."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from core.day_fields import DayField, MomentField
from core.evidence import EvidenceField, EvidenceForm
from core.filters import Codes, Ids
from core.form_options import Files, Sent
from core.forms import ListForm, choice
from core.services import calendar
from core.states import AttachmentKind
from documents.services.issuing import contact_of
from rectification.forms.fields import DayInput
from rectification.forms.steps import day, line, words
from rectification.states import LETTER_DOCUMENTS, EscalationDocument
from supervision.models import EscalationProposal, EscalationStep, SupervisionLetter
from supervision.models.letters import SupervisionLetterQuerySet
from supervision.rules import escalation
from supervision.services.letter_words import REQUIREMENTS
from supervision.services.letters import LetterGiven

if TYPE_CHECKING:
    from django.http import QueryDict

ANSWERS = (
    ("late", _("Answer overdue")),
    ("open", _("Not answered")),
    ("answered", _("Answered")),
    ("void", _("Voided")),
)
REQUIREMENT = "requirement_"
LETTER_KINDS = [(value, label) for value, label in EscalationDocument.choices if value in LETTER_DOCUMENTS]


class ProposalFilter(django_filters.FilterSet):
    step = django_filters.CharFilter(field_name="step")
    unit = Ids(field_name="item__lead_organization")

    class Meta:
        model = EscalationProposal
        fields = ()


class ProposalListForm(ListForm):
    """What the proposals are filtered by."""

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        steps = [(step.pk, step.label) for step in EscalationStep.objects.exclude(measure="")]
        self.fields["step"] = choice(_("Proposed"), steps)
        self.fields["step"].widget.attrs["class"] = "form-select"


class LetterFilter(django_filters.FilterSet):
    kind = Codes(choices=LETTER_KINDS)
    unit = Ids(field_name="addressee")
    answer = django_filters.ChoiceFilter(choices=ANSWERS, method="by_answer")

    class Meta:
        model = SupervisionLetter
        fields = ()

    def by_answer(self, rows: SupervisionLetterQuerySet, name: str, asked: str) -> SupervisionLetterQuerySet:
        found = {
            "late": lambda: rows.late(clock.today()),
            "open": rows.unanswered,
            "answered": lambda: rows.exclude(answered_at=None),
            "void": lambda: rows.exclude(document__voided_at=None),
        }
        return found[asked]()


class LetterListForm(ListForm):
    """What the letters are filtered by."""

    kind = choice(_("Kind"), LETTER_KINDS)
    answer = choice(_("Answer"), ANSWERS)


class ConfirmForm(forms.Form):
    """What goes into the letters besides the facts, by kind of document; a talk also has its time and place."""

    use_required_attribute = False
    answer_by = day(_("Answer by"), required=False)
    contact = line(_("Contact"), required=False)
    copied_to = line(_("Copied to"), required=False)
    talk_at = MomentField(
        label=_("Time of the talk"),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local", "class": "form-control"}),
    )
    talk_place = line(_("Place of the talk"))
    talk_by = line(_("Who leads the talk"), required=False)

    def __init__(self, data: Sent | None = None, *, proposals: Sequence[EscalationProposal], user: User) -> None:
        documents = {proposal.step.document for proposal in proposals}
        super().__init__(data, initial=_proposed(user))
        for document in sorted(documents):
            self.fields[REQUIREMENT + document] = words(
                _("Requirement (%(document)s)") % {"document": EscalationDocument(document).label},
                initial=REQUIREMENTS[document],
            )
        self.order_fields([name for name in self.fields if name.startswith(REQUIREMENT)])
        if EscalationDocument.TALK not in documents:
            del self.fields["talk_at"], self.fields["talk_place"], self.fields["talk_by"]
        if not documents & LETTER_DOCUMENTS:
            del self.fields["answer_by"], self.fields["contact"], self.fields["copied_to"]

    def given(self) -> LetterGiven:
        """What the service takes."""
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith(REQUIREMENT)}
        requirements = {
            name.removeprefix(REQUIREMENT): value
            for name, value in self.cleaned_data.items()
            if name.startswith(REQUIREMENT)
        }
        return LetterGiven(requirements=requirements, **said)


def _proposed(user: User) -> dict[str, object]:
    usual = escalation.answer_by(clock.today(), settings.LETTER_ANSWER_WORKING_DAYS, calendar.current())
    return {"answer_by": usual.day, "contact": contact_of(user)}


class DeclineForm(forms.Form):
    use_required_attribute = False
    reason = words(_("Reason"))


class AnswerForm(EvidenceForm):
    use_required_attribute = False
    text = words(_("Answer"))
    files = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True)

    def __init__(
        self, data: Sent | None = None, files: Files | None = None, *, letter: SupervisionLetter, user: User
    ) -> None:
        super().__init__(data, files)
        self.at(user, f"letter:{letter.pk}", "answer")


class VoidForm(forms.Form):
    use_required_attribute = False
    reason = words(_("Reason"))


class PublishedForm(forms.Form):
    use_required_attribute = False
    on = DayField(label=_("Published on"), widget=DayInput(attrs={"class": "form-control"}))


class RemoveForm(forms.Form):
    use_required_attribute = False
    look_back_on = day(_("Look-back on"))


class AskExtensionForm(forms.Form):
    use_required_attribute = False
    until = day(_("Requested limit"))
    extension_reason = words(_("Reason"))


class DecideExtensionForm(forms.Form):
    use_required_attribute = False
    granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=((True, _("Agree")), (False, _("Disagree"))),
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )
