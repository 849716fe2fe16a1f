"""The one search box: a page, and the list that grows below the box while one types."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from core.requests import SignedInRequest
from core.search import search as search_everywhere
from core.views.listing import words_of


@login_required
@require_safe
@vary_on_headers("HX-Request")
def search(request: SignedInRequest) -> HttpResponse:
    """Items, parks, enterprises, projects, people and pages that the user may see, at most ten of a kind."""
    words = words_of(request.GET)
    context = {"words": words, "groups": search_everywhere(request.user, words)}
    if request.headers.get("HX-Request"):
        return render(request, "core/_found.html", context)
    return render(request, "core/search.html", context)
