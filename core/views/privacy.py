"""Pages that show data of persons: nothing of them stays in the browser, and whose screen it was is written on them."""

from collections.abc import Callable
from functools import wraps

from django.http.response import HttpResponseBase

from core.requests import SiteRequest


def personal_data(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a page; the middleware forbids keeping it, the frame of the page shows the watermark (S37)."""

    @wraps(view)
    def marked(request: SiteRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        request.shows_personal_data = True
        return view(request, *args, **kwargs)

    return marked
