"""复查意见书、销号审批表: a paper about an item as it will be printed, then its issue."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from core.requests import SignedInRequest
from core.views.proving import proved
from documents.views.checks import issue_page
from rectification.models import Item
from rectification.services.item_papers import BY_SLUG, refuse_unready


@login_required
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
def item_paper_issue(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Shown first, with the number that it takes; what has changed since is shown again and not issued."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page().prefetch_related("assisting"), pk=pk)
    paper = BY_SLUG[act]
    return issue_page(
        request, item, paper.kind.code, lambda: refuse_unready(paper, item, request.user), name=item.number
    )
