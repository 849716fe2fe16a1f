"""撤销: the button after what can be taken back, and the address that it leads to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import undo
from core.errors import DomainError
from core.requests import SignedInRequest, address_of_ours

NEXT_PAGE = "undo"
"""Where the session keeps what the next page offers to take back."""


def say_done(request: SignedInRequest, said: str, done: undo.Undoable | None) -> None:
    """The next page says what was done, with the button that takes it back where there is such a way."""
    if done is None:
        messages.success(request, said)
    else:
        request.session[NEXT_PAGE] = [done.said, done.ticket]


@login_required
@require_POST
def take_back(request: SignedInRequest) -> HttpResponse:
    """Take back what was done a moment ago, and go back to where that was."""
    try:
        messages.success(request, undo.take_back(request.POST.get("ticket", ""), actor=request.user))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(address_of_ours(request, request.POST.get("back", "")) or "/")
