"""语言切换: the language of a public page is switched by its own form, so that what was typed stays typed."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from core.forms import sent

SPEAK = "speak"
"""The button that asks for another language; nothing else is done by it."""


def speaks(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer in the language that is asked for, and from then on."""

    @wraps(view)
    def spoken(request: HttpRequest) -> HttpResponse:
        language = sent(request.POST, SPEAK)
        if language not in dict(settings.LANGUAGES):
            return view(request)
        with translation.override(language):
            answer = view(request)
        answer.headers["Content-Language"] = language
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure())
        return answer

    return spoken
