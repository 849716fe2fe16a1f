"""选点: where on the plan of a park the problem is that is being logged; optional."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import choice_field
from enterprises.models import Enterprise
from maps.services import choosing
from maps.services.choosing import Chosen
from maps.services.showing import Pin
from parks.models import Park

if TYPE_CHECKING:
    from accounts.models import User


class SpotForm(forms.Form):
    """The part of a form by which a point of the plan is chosen: by a tap (`spot`), or by what stands there (`pin`)."""

    user: "User"
    spot = forms.CharField(
        label=gettext_lazy("Spot on the map"),
        required=False,
        max_length=choosing.LONGEST,
        widget=forms.HiddenInput,
    )
    pin = forms.ChoiceField(
        label=gettext_lazy("At what stands on the map"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def offer_pin(self) -> None:
        """The thing on the map that a link or the form itself names; without one there is nothing to choose."""
        said = self.data if self.is_bound else self.initial
        key = str(said.get("pin") or "")
        found = choosing.pin_named(key, self.user) if key else None
        if found is not None and found.pin is not None:
            choice_field(self, "pin").choices = [("", "—"), (key, f"{found.pin.layer.label} · {found.pin.mark.name}")]

    def clean_spot(self) -> Chosen | None:
        """The point that was tapped; what names none on a plan of theirs is told."""
        said = self.cleaned_data["spot"]
        found = choosing.point_named(said, self.user) if said else None
        if said and found is None:
            raise forms.ValidationError(_("This point is on no plan of yours; choose it again."))
        return found

    def chosen(self) -> Chosen | None:
        """The point: tapped, else that of the thing that was chosen."""
        tapped: Chosen | None = self.cleaned_data.get("spot")
        pin = self.cleaned_data.get("pin")
        return tapped or (choosing.pin_named(pin, self.user) if pin else None)

    def about(self) -> dict[str, object]:
        """What the point says of the problem where the form says nothing: park, enterprise, place."""
        found, given = self.chosen(), self.cleaned_data
        if found is None:
            return {}
        said: dict[str, object] = {"spot": found}
        if not (given.get("enterprise") or given.get("park")):
            said["park"] = found.plan.park
            said["enterprise"] = self._enterprise_of(found.pin, found.plan.park)
        if found.pin and found.pin.layer.table != "enterprises.enterprise" and not given.get("place"):
            said["place"] = found.pin.mark.name
        return said

    def _enterprise_of(self, pin: Pin | None, park: Park) -> Enterprise | None:
        key = pin.mark.enterprise if pin else None
        return Enterprise.objects.visible_to(self.user).filter(pk=key, park=park).first() if key else None
