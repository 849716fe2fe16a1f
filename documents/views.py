"""Papers as files: one view for all of them, at whichever address they are fetched."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.requests import SignedInRequest
from documents.services.files import Leaving
from documents.states import FileKind


def left_as_file(find: Callable[[SignedInRequest, int], Leaving]) -> Callable[..., HttpResponseBase]:
    """The view of an address from which a paper is fetched; `find` has it from its app's own `visible_to`, or 404."""

    @login_required
    @require_safe
    def paper_file(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
        leaving, form = find(request, pk), FileKind(kind)
        answer = HttpResponse(leaving.content(form), content_type=form.content_type)
        name = f"{leaving.name}.{form}"
        answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return answer

    return paper_file
