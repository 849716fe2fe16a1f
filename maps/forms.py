"""Forms of the map: plans, named places, where things stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.evidence import EvidenceField, EvidenceForm
from core.form_options import RowOptions, Sent
from core.forms import FileForm, dress
from core.states import AttachmentKind
from maps.models import Place, Placement, Plan
from maps.models.plans import ENDS
from maps.rules.boundary import MOST_BYTES

if TYPE_CHECKING:
    from accounts.models import User


Choices = Sequence[tuple[str, str | Promise]]


class DrawingForm(FileForm, EvidenceForm):
    """A new drawing of a park."""

    drawing = EvidenceField(label=_("Picture or PDF of the plan"), kind=AttachmentKind.DOCUMENT)
    takes_over = forms.BooleanField(
        label=_("What stands on the drawing before stands at the same place on this one"), required=False, initial=True
    )

    class Meta:
        model = Plan
        fields = ("title", "drawn_on", "page")
        help_texts = {"page": _("Of a PDF; the first where nothing is said.")}

    def __init__(self, data: Sent | None = None, *, user: "User", **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        self.fields["page"].widget.attrs["inputmode"] = "numeric"
        self.at(user, f"park:{self.instance.park_id}", "plan")

    def names(self) -> list[str]:
        """The fields of the row that this form writes."""
        return ["title", "drawn_on"]


class BoundaryForm(FileForm):
    """The boundary of a park in GeoJSON: typed, pasted, or read from a file by the browser."""

    geojson = forms.CharField(
        label=_("Boundary (GeoJSON)"),
        max_length=MOST_BYTES,
        widget=forms.Textarea(
            attrs={"spellcheck": "false", "autocomplete": "off", "data-reads-file": ".geojson,.json"}
        ),
        help_text=_("Longitude and latitude in degrees; Polygon or MultiPolygon. Paste it, or choose the file."),
    )

    class Meta:
        model = Plan
        fields = ("title", "drawn_on")

    def names(self) -> list[str]:
        """The fields of the row that this form writes."""
        return ["title", "drawn_on"]


class PlanForm(FileForm):
    """What is said of a plan, and the scale of a drawing."""

    class Meta:
        model = Plan
        fields = ("title", "drawn_on", *ENDS)

    def __init__(self, data: Sent | None = None, *, user: "User", **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        if not self.instance.picture_id:
            for name in ENDS:
                del self.fields[name]


class PlaceForm(FileForm):
    class Meta:
        model = Place
        fields = ("name", "note")


class PlacementForm(FileForm):
    """Where a thing stands: filled by a tap on the plan, or typed."""

    class Meta:
        model = Placement
        fields = ("x", "y")

    def __init__(self, data: Sent | None = None, *, user: "User", **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        for name in ("x", "y"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"


class MapFilterForm(forms.Form):
    """Which layers and which lights are shown, and whether all distances are drawn."""

    layer = forms.MultipleChoiceField(label=_("Layers"), required=False, widget=forms.CheckboxSelectMultiple)
    light = forms.MultipleChoiceField(label=_("Lights"), required=False, widget=forms.CheckboxSelectMultiple)

    rings = forms.BooleanField(label=_("All distance circles"), required=False)

    def __init__(self, data: Sent, *, layers: Choices, lights: Choices) -> None:
        super().__init__(data)
        for name, choices in (("layer", layers), ("light", lights)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices
        dress(self)
