from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.day_fields import DayField
from core.forms import ListForm, choice
from core.past_forms import PastForm
from parks.models import Infrastructure, InfrastructureKind, Park
from parks.states import InfrastructureStatus

if TYPE_CHECKING:
    from django.http import QueryDict

    from accounts.models import User


class InfrastructureForm(PastForm):
    """What is planned and what has come true; how far it is, its history says."""

    past = ("started_on", "completed_on", "in_use_since")
    in_order = (
        ("planned_start", "planned_completion"),
        ("planned_completion", "planned_use"),
        ("started_on", "completed_on"),
        ("started_on", "in_use_since"),
    )

    class Meta:
        model = Infrastructure
        fields: tuple[str, ...] = (
            "kind",
            "name",
            "planned_start",
            "planned_completion",
            "planned_use",
            "started_on",
            "completed_on",
            "in_use_since",
            "investment",
            "note",
        )


class NewInfrastructureForm(InfrastructureForm):
    class Meta(InfrastructureForm.Meta):
        fields = ("kind", "name", "status", "progress", *InfrastructureForm.Meta.fields[2:])

    def clean_progress(self) -> int:
        progress = self.cleaned_data["progress"]
        if progress > 100:
            raise forms.ValidationError(_("Between 0 and 100."))
        return progress


class InfrastructureListForm(ListForm):
    """What the facilities of all parks are filtered by, and as of which day."""

    status = choice(gettext_lazy("Status"), InfrastructureStatus.choices)
    as_of = DayField(label=gettext_lazy("As of"), required=False, widget=forms.DateInput)

    def __init__(self, data: "QueryDict", *, user: "User") -> None:
        super().__init__(data, user=user)
        parks = [(str(park.pk), park.label) for park in Park.objects.visible_to(user)]
        kinds = [(kind.code, kind.name) for kind in InfrastructureKind.objects.all()]
        self.fields["park"] = choice(gettext_lazy("Park"), parks)
        self.fields["kind"] = choice(gettext_lazy("Kind"), kinds)
        for name in ("park", "kind"):
            self.fields[name].widget.attrs["class"] = "form-select"
