"""现场签名: officers and the plant sign what was answered, on the screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from checklists.forms import SignForm
from checklists.services import asking, signing
from core.errors import NotYoursError, StaleError
from core.forms import RefusedAt
from core.requests import SignedInRequest
from core.views.privacy import personal_data
from visits.models import Visit
from visits.views.looking_up import visit_of
from visits.workflow import closed_to, registers_on


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def visit_sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """One signature after the other; who has signed stands above."""
    visit = visit_of(request, pk)
    if not registers_on(visit, request.user):
        raise NotYoursError(closed_to(visit, request.user))
    signers, present = signing.signers_of(visit), asking.hash_on(visit)
    first = visit.officers.filter(person__account=request.user.pk).values_list("pk", flat=True).first()
    own = str(first) if first and not _has_signed(signers, first) else ""
    form = SignForm(request.POST or None, signers=signers, answers=present, first=own)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            _refuse_others(form.cleaned_data["answers"], present)
            kept = signing.sign(visit, form.given(), actor=request.user)
            said = (
                _("The refusal of %(name)s to sign is on record.")
                if kept.is_refused
                else _("Signature of %(name)s kept.")
            )
            messages.success(request, said % {"name": kept.name})
            return redirect("checklists:visit-sign", pk=visit.pk)
    context = {"form": form, "visit": visit, "signers": signers, "sheets": _answered(visit)}
    return render(request, "checklists/sign.html", context, status=422 if form.errors else 200)


def _has_signed(signers: list[signing.Signer], officer: int) -> bool:
    return any(each.signature and each.is_present for each in signers if each.officer and each.officer.pk == officer)


def _refuse_others(shown: str, present: str) -> None:
    """What is signed is what was on the screen."""
    if shown != present:
        raise StaleError(_("Answers have changed since this page was opened; look at them, then sign."))


def _answered(visit: Visit) -> list[asking.Sheet]:
    return [sheet for sheet in asking.sheets_of(visit) if sheet.run]
