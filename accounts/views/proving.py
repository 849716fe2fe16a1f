"""What has effect asks for the password or the code again after a while, in place and with what was typed (S70)."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.forms.second_factor import ProofForm
from accounts.services import entering
from accounts.services.tries import TooManyTriesError
from core.requests import SignedInRequest, address_of_ours
from core.views.proving import METHOD, SAFE

PASSWORD, CODE, FROM = "proof_password", "proof_code", "proof_from"
NOT_CARRIED = {PASSWORD, CODE, METHOD, FROM, "csrfmiddlewaretoken"}


def ask(request: SignedInRequest) -> HttpResponse | None:
    """The page that asks, with all that was sent to be sent on; None where the right proof has come along."""
    is_given = PASSWORD in request.POST or CODE in request.POST
    form, status = ProofForm(request.POST if is_given else None, user=request.user), 422
    try:
        if is_given and form.is_valid() and _is_right(request, form):
            request.session.note_proof()
            return None
    except TooManyTriesError as refusal:
        form.add_error(None, str(refusal))
        status = 429
    context = {"form": form, "carried": list(_carried(request)), "cancel": _came_from(request)}
    context |= {"minutes": settings.REAUTHENTICATION_MINUTES, "has_files": bool(request.FILES)}
    page = "accounts/_proof.html" if request.htmx else "accounts/proof.html"
    return render(request, page, context, status=status)


def go_on(request: SignedInRequest, *, download: bool) -> HttpResponse:
    """What was to be read, now that it is known who reads it."""
    if not download:
        return redirect(request.get_full_path())
    return render(request, "accounts/proof_download.html", {"cancel": _came_from(request)})


def _is_right(request: SignedInRequest, form: ProofForm) -> bool:
    given = form.cleaned_data
    knocks = entering.caller(request)
    if entering.proves(request.user, password=given[PASSWORD], code=given.get(CODE, ""), **knocks):
        return True
    form.add_error(CODE if given.get(CODE) else PASSWORD, _("This is wrong, or the account is locked for the moment."))
    return False


def _carried(request: SignedInRequest) -> Iterator[tuple[str, str]]:
    """What was typed, as hidden fields; a page that was to be read says so."""
    for name, values in request.POST.lists():
        if name not in NOT_CARRIED:
            yield from ((name, value) for value in values)
    method = request.POST.get(METHOD) or request.method or ""
    if method in SAFE:
        yield METHOD, method


def _came_from(request: SignedInRequest) -> str:
    """The page before this one, if it is one of ours."""
    address = request.POST.get(FROM) or request.headers.get("Referer", "")
    return address_of_ours(request, address) or "/"
