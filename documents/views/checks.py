"""出具前核对: a paper as it will be printed, before the act that issues it."""

from django.http import HttpResponse
from django.shortcuts import render

from core.requests import SignedInRequest
from documents.models import IssuedDocument
from documents.pages import shown
from documents.services.files import document_of

OK = 200


def paper_check(request: SignedInRequest, paper: IssuedDocument, status: int = OK, **context: object) -> HttpResponse:
    """The check page of a paper that `foreseen` or `rehearsed` has made.

    `title`, `label` of the button, `action` its address, `back` and `name` of what it is about; `hidden` what is
    sent along, `points` what stands above the paper beside its number and addressee.
    """
    seen = {"paper": paper, **shown(document_of(paper)), **context}
    return render(request, "documents/check.html", seen, status=status)
