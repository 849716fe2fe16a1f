"""依据库维护: a change of the catalogue is drawn up by form, looked at, sent, and entered by another person."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.errors import DomainError
from core.fields import scoped
from core.forms import dress, refuse
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import take
from law.forms import ROW_FORMS, DeclineForm, EndForm, EndInstrumentForm, SourceForm
from law.models import Amendment, Basis, Criterion, Instrument
from law.services import amending, foreseeing, shelves
from law.services.amending import Source, Wanted
from law.services.shelves import KEPT, Row
from law.states import AmendmentState, Change, Shelf
from law.workflow import AMENDMENTS

Asked = forms.Form | forms.ModelForm
SOURCE = "amendment"
"""Before the names of the fields that say by what a change is made: a row of the catalogue has a source as well."""
TO = "to"
"""In the link of a form: the change that is being drawn up, to which its row goes."""


@login_required
@require_http_methods(["GET", "POST"])
def new_row(request: SignedInRequest, shelf: Shelf) -> HttpResponse:
    form = ROW_FORMS[shelf](request.POST or None)
    return _draw_up(request, form, Wanted(shelf, Change.NEW))


@login_required
@require_http_methods(["GET", "POST"])
def correct_row(request: SignedInRequest, shelf: Shelf, code: str) -> HttpResponse:
    """The end of a row and a new one in its place."""
    row = _row(request, shelf, code)
    initial = {name: text for name, text in shelves.said(row).items() if name not in ("valid_from", "valid_to")}
    form = ROW_FORMS[shelf](request.POST or None, initial=initial)
    return _draw_up(request, form, Wanted(shelf, Change.CORRECT, code), row)


@login_required
@require_http_methods(["GET", "POST"])
def end_row(request: SignedInRequest, shelf: Shelf, code: str) -> HttpResponse:
    row = _row(request, shelf, code)
    asked: type[EndForm] = EndInstrumentForm if shelf == Shelf.INSTRUMENT else EndForm
    return _draw_up(request, asked(request.POST or None), Wanted(shelf, Change.END, code), row)


def _row(request: SignedInRequest, shelf: Shelf, code: str) -> Row:
    row = get_object_or_404(scoped(KEPT[shelf].model).visible_to(request.user), pk=code)
    assert isinstance(row, Instrument | Basis | Criterion)
    return row


def _draw_up(request: SignedInRequest, form: Asked, wanted: Wanted, row: Row | None = None) -> HttpResponse:
    """Ask for the row and, of the first one of a change, for its source; then show what it would change."""
    if not request.user.keeps_law:
        raise Http404
    present = _present(request)
    asked = [form] if present else [SourceForm(request.POST or None, prefix=SOURCE), form]
    for each in asked:
        dress(each)
    drawn_up = _drawn_up(request.user, asked, wanted, present) if _are_valid(asked) else None
    if drawn_up:
        return redirect(drawn_up)
    shown: dict[str, object] = {"form": form, "source": asked[0] if asked[1:] else None, "row": row, "present": present}
    shown |= {"shelf": Shelf(wanted.shelf), "change": Change(wanted.change)}
    status = 422 if form.is_bound else 200
    return render(request, "law/amend.html", shown, status=status)


def _are_valid(asked: list[Asked]) -> bool:
    """Whether all have been sent and say what they must; each tells its own faults."""
    faults = [each.errors for each in asked]
    return all(each.is_bound for each in asked) and not any(faults)


def _present(request: SignedInRequest) -> Amendment | None:
    """The change that is being drawn up, where the link names one; 404 for one that is not this person's."""
    key = request.GET.get(TO, "")
    if not key:
        return None
    rows = Amendment.objects.visible_to(request.user).filter(state=AmendmentState.DRAFT, proposed_by=request.user)
    return get_object_or_404(rows, pk=whole(key) or 0)


def _drawn_up(actor: User, asked: list[Asked], at: Wanted, present: Amendment | None) -> Amendment | None:
    """The change with this row in it; None where it was refused, and the form says why."""
    given = dict(asked[-1].cleaned_data)
    last_day = given.pop("last_day", None)
    values = {name: shelves.text(value) for name, value in given.items()}
    wanted = Wanted(at.shelf, at.change, at.code, values, last_day)
    try:
        if present:
            return amending.add(present, wanted, actor=actor)
        return amending.draft([wanted], Source(**asked[0].cleaned_data), actor=actor)
    except DomainError as refusal:
        form = next((each for each in asked if refusal.field in each.fields), asked[-1])
        refuse(form, refusal)
    return None


@login_required
@require_http_methods(["GET", "POST"])
def amendment_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a change would change, and the steps that this person may take."""
    rows = Amendment.objects.visible_to(request.user).select_related("proposed_by", "decided_by")
    amendment = get_object_or_404(rows, pk=pk)
    decline = DeclineForm(request.POST if request.POST.get("act") == "decline" else None)
    if request.method == "POST" and _is_taken(request, amendment, decline):
        return redirect(amendment)
    shown = {
        "amendment": amendment,
        "outlook": foreseeing.foresee(amendment, request.user),
        "steps": AMENDMENTS.buttons(amendment, request.user),
        "offered": AMENDMENTS.offered(amendment, request.user),
        "decline": decline,
    }
    return render(request, "law/amendment.html", shown, status=422 if decline.errors else 200)


def _is_taken(request: SignedInRequest, amendment: Amendment, decline: DeclineForm) -> bool:
    """Take the step that was pressed; what is refused is said on the page, and nothing has changed."""
    act = request.POST.get("act", "")
    if act not in AMENDMENTS.steps or (act == "decline" and not decline.is_valid()):
        return False
    version = request.POST.get("version", "")
    given: Mapping[str, object] = decline.cleaned_data if act == "decline" else {}
    try:
        take(
            AMENDMENTS,
            amendment.pk,
            act,
            actor=request.user,
            version=whole(version) or 0,
            **given,
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(AMENDMENTS.steps[act].done))
    return True
