"""What has effect asks again who is there (security S70): the guard that stands at a view.

How it is asked belongs to the app that knows passwords; its config answers for it (`asked_by`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from django.http.response import HttpResponseBase

from core.requests import SignedInRequest

View = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD")
METHOD = "proof_for"


class Asker(Protocol):
    def ask(self, request: SignedInRequest) -> HttpResponseBase | None:
        """The page that asks, with all that was sent to be sent on; None where the right proof has come along."""

    def go_on(self, request: SignedInRequest, *, download: bool) -> HttpResponseBase:
        """What was to be read, now that it is known who reads it."""


_askers: list[Asker] = []


def asked_by(asker: Asker) -> None:
    """Let an app ask; called by its config."""
    _askers[:] = [asker]


def always(request: SignedInRequest, **named: object) -> bool:
    return True


def proved(
    *, when: Callable[..., bool] = always, reading: bool = False, download: bool = False
) -> Callable[[View], View]:
    """Guard a view: a POST, with `reading` also a GET, goes on only with a fresh proof of who is there.

    `when` gets the request and what the address names, and says whether this one has effect. With `download` the
    answer is a file: a page says so and starts it, since the page that asked would stay.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedInRequest, *args: object, **named: object) -> HttpResponseBase:
            is_asked = (reading or request.method not in SAFE) and when(request, **named)
            asked_again = _askers[0].ask(request) if is_asked and not request.session.is_proved else None
            if asked_again is not None:
                return asked_again
            if request.POST.get(METHOD) in SAFE:
                return _askers[0].go_on(request, download=download)
            return view(request, *args, **named)

        guarded.asks_for_proof = True  # type: ignore[attr-defined] # a function takes any attribute
        return guarded

    return guard
