"""行政检查文书: a paper of a visit as it will be printed, then its issue."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from core.requests import SignedInRequest
from core.views.privacy import personal_data
from core.views.proving import proved
from documents.views.checks import issue_page
from visits.services.visit_papers import BY_SLUG, refuse_unready
from visits.views.looking_up import visit_of


@login_required
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
@personal_data
def visit_paper_issue(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Shown first, with the number that it takes; what has changed since is shown again and not issued."""
    visit, paper = visit_of(request, pk), BY_SLUG[act]
    return issue_page(
        request, visit, paper.kind.code, lambda: refuse_unready(paper, visit, request.user), name=str(visit)
    )
