"""A legal basis: from when to when, what follows it, and who has checked it against the text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.forms import RefusedAt
from core.requests import SignedInRequest
from law.forms import ReviewForm
from law.models import Basis
from law.services import citing, reviewing
from law.views.rows import kept_by


@login_required
@require_http_methods(["GET", "POST"])
def basis_detail(request: SignedInRequest, code: str) -> HttpResponse:
    basis = get_object_or_404(Basis.objects.visible_to(request.user).select_related("instrument"), pk=code)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            reviewing.review(basis.pk, actor=request.user, **form.cleaned_data)
            messages.success(request, _("The legal review has been noted."))
            return redirect(basis)
    has_ended = not basis.is_in_force(clock.today())
    shown = {
        "basis": basis,
        "says_how_sure": not basis.hides("confirmed"),
        "has_ended": has_ended,
        "followers": citing.followers_of(basis, clock.today()) if has_ended else (),
        **kept_by(request.user, basis),
        "form": form if reviewing.may_review(basis, request.user) else None,
    }
    return render(request, "law/basis.html", shown, status=422 if form.errors else 200)
