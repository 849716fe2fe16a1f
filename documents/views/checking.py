"""核验: the one page of papers that is there without a login."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.services.tries import TooManyTriesError
from accounts.views.sessions import too_many_tries
from core.addresses import address_of
from documents.forms import VerifyForm
from documents.services import verifying


@require_safe
def paper_verify(request: HttpRequest) -> HttpResponse:
    """For anybody who has a paper in hand; counted by address."""
    form, found = VerifyForm(request.GET or None), None
    is_asked = bool(request.GET) and form.is_valid()
    if is_asked:
        try:
            found = verifying.verify(**form.cleaned_data, address=address_of(request))
        except TooManyTriesError as refusal:
            return too_many_tries(request, refusal)
    context = {"form": form, "is_asked": is_asked, "found": found}
    return render(request, "documents/verify.html", context, status=422 if form.errors else 200)
