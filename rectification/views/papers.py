"""复查意见书、销号审批表: a paper about an item as it will be printed, then its issue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError, StaleError
from core.requests import SignedInRequest
from core.views.proving import proved
from documents import kinds
from documents.services.issuing import foreseen, issue_about
from documents.views.checks import paper_check
from rectification.models import Item
from rectification.services.item_papers import BY_SLUG, refuse_unready


@login_required
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
def item_paper_issue(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Shown first, with the number that it takes; what has changed since is shown again and not issued."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page().prefetch_related("assisting"), pk=pk)
    kind = BY_SLUG[act]
    code = kind.kind.code
    try:
        refuse_unready(kind, item, request.user)
        if request.method == "POST":
            return _issued(request, item, code)
        return _checked(request, item, code)
    except StaleError as stale:
        return _checked(request, item, code, str(stale))
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect(item)


def _issued(request: SignedInRequest, item: Item, code: str) -> HttpResponse:
    paper = issue_about(code, item, actor=request.user, seen=request.POST.get("seen", ""))
    return redirect("documents:document-detail", paper.pk)


def _checked(request: SignedInRequest, item: Item, code: str, refusal: str = "") -> HttpResponse:
    paper = foreseen(code, item, actor=request.user)
    said = {"paper": kinds.named(paper.kind).label, "name": item.number}
    return paper_check(
        request,
        paper,
        status=422 if refusal else 200,
        title=_("Issue: %(paper)s, %(name)s") % said,
        name=item.number,
        back=item.get_absolute_url(),
        action=request.path,
        label=_("Issue as a paper"),
        hidden=[("seen", paper.sha256)],
        points=(),
        refusal=refusal,
    )
