"""档案完整度: the tab of a file, and the page on which a datum is signed as not applicable."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core import completeness
from core.errors import DomainError
from core.fields import scoped
from core.forms import dress, sent
from core.listing import Column
from core.models import Waiver
from core.panels import Tab
from core.querysets import address, model_of
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services import waiving
from core.views.editing import place_of


class WaiverForm(forms.Form):
    """Why a datum is not applicable."""

    use_required_attribute = False
    reason = forms.CharField(label=gettext_lazy("Not applicable because"), max_length=200, widget=forms.Textarea)
    file = forms.CharField(widget=forms.HiddenInput)
    datum = forms.CharField(widget=forms.HiddenInput)


def shown(file: Model, request: SignedInRequest) -> dict[str, object]:
    """Each group with what is missing, who has to fill it in, and what was signed as not applicable."""
    found = completeness.tallies(file)
    signed = {row.datum: row for row in Waiver.objects.of(file).in_force().select_related("signed_by__organization")}
    return {
        "tallies": found,
        "known": sum(tally.known for tally in found),
        "asked": sum(tally.asked for tally in found),
        "signed": [(stand, signed[stand.datum.name]) for tally in found for stand in tally.waived],
        "keeper": completeness.keeper_of(file),
        "theirs": completeness.files_of_keeper(file) if request.user.keeps_files else "",
        "address": address(file),
        "keeps": request.user.keeps_files,
    }


COMPLETENESS = Tab(85, "completeness", gettext_lazy("Completeness"), "core/_completeness.html", shown)
"""What is known of a file and what is not: for any kind of file of which data are asked."""
SHARE = Column(
    "completeness",
    gettext_lazy("Data known"),
    lambda row: f"{row.known_data}/{row.asked_data}",
    "core/_share.html",
    style="nowrap",
    labelled=True,
    width=10,
)
"""How many of the data asked are known, in a list of `completeness.counted` rows."""


@login_required
@require_http_methods(["GET", "POST"])
def datum_waive(request: SignedInRequest) -> HttpResponse:
    """Sign that a datum is not applicable, with the reason; or, where that is asked, take it back."""
    file, name = _asked(request)
    label = waiving.datum_of(file, name).label
    back = f"{place_of(file)}?tab=completeness"
    if request.method == "POST" and sent(request.POST, "act") == "end":
        return _take_back(request, file, name, back)
    data = request.POST if request.method == "POST" else None
    form = WaiverForm(data, initial={"file": address(file), "datum": name})
    dress(form)
    if data and form.is_valid():
        try:
            waiving.waive(file, name, form.cleaned_data["reason"], actor=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"form": form, "title": _("Not applicable: %(name)s") % {"name": label}, "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def _take_back(request: SignedInRequest, file: Model, name: str, back: str) -> HttpResponse:
    try:
        waiving.unwaive(file, name, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect(back)


def _asked(request: SignedInRequest) -> tuple[Model, str]:
    """The file and the datum that the link names, for whoever keeps files."""
    said = sent(request.POST, "file") or sent(request.GET, "file")
    name = sent(request.POST, "datum") or sent(request.GET, "datum")
    kind, _colon, key = said.partition(":")
    number = whole(key)
    if not completeness.groups_of(kind) or number is None:
        raise Http404
    file = scoped(model_of(kind)).visible_to(request.user).filter(pk=number).first()
    if file is None or name not in {datum.name for datum in completeness.data_of(kind)}:
        raise Http404
    if not request.user.keeps_files:
        raise PermissionDenied
    return file, name
