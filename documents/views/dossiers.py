"""一档导出: where a file is asked for as one, how far it is, and where it is fetched."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from core import hints
from core.errors import DomainError
from core.fields import scoped
from core.querysets import address
from core.requests import SignedInRequest
from core.views import errors
from core.views.files import body_of
from core.views.proving import proved
from documents import dossier_kinds
from documents.forms import DossierAskForm
from documents.models import Dossier
from documents.services import dossiers as service
from documents.states import DossierForm
from documents.tasks import build_dossier

LATELY = 10
"""Of what a person asked for of one file, so many are shown."""


def dossier_of(label: str) -> Callable[..., HttpResponseBase]:
    """The view where a file of a table, named as `parks.park`, is asked for as one, with those asked for lately."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def dossier_new(request: SignedInRequest, pk: int) -> HttpResponse:
        kind = dossier_kinds.named(label)
        file = get_object_or_404(scoped(dossier_kinds.model_of(kind)).visible_to(request.user), pk=pk)
        form = DossierAskForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                asked = service.ask(file, form.cleaned_data["form"], actor=request.user)
            except DomainError as refusal:
                form.add_error(None, str(refusal))
            else:
                hints.send(build_dossier, asked.pk)
                return redirect(asked)
        lately = Dossier.objects.visible_to(request.user).filter(subject=address(file))[:LATELY]
        context = {"file": file, "kind": kind, "form": form, "lately": lately, "hours": settings.DOSSIER_HOURS}
        return render(request, "documents/dossier_new.html", context)

    return dossier_new


@login_required
@require_safe
def dossier_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the file is, then where it is fetched."""
    return render(request, "documents/dossier.html", {"dossier": _dossier(request, pk)})


@login_required
@proved(reading=True, download=True)
@require_safe
def dossier_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file, for whoever asked for it and still sees what it is of, as long as it is kept."""
    dossier = _dossier(request, pk)
    if not dossier.is_ready or not service.is_still_visible(dossier, request.user):
        raise Http404
    try:
        answer = body_of(dossier.whole_file)
    except FileNotFoundError:
        return errors.file_missing(request)
    answer.headers["Content-Type"] = DossierForm(dossier.form).content_type
    answer.headers["Content-Disposition"] = content_disposition_header(True, str(dossier)) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _dossier(request: SignedInRequest, pk: int) -> Dossier:
    return get_object_or_404(Dossier.objects.visible_to(request.user), pk=pk)
