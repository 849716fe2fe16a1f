"""Somebody tells something: a page without a login, without a script, without a riddle; and gets a receipt."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.addresses import address_of
from core.errors import DomainError
from core.forms import refuse
from tips.forms import TipForm
from tips.forms.public import SIZES
from tips.services import rates
from tips.services.submitting import SHOWN_AGAIN, Receipt, SentBeforeError, receipt_of, submit
from tips.views.speaking import SPEAK, speaks

FIND = "find"
RECEIPT_COOKIE = "__Host-receipt" if settings.HTTPS else "receipt"
"""The key of the form whose receipt this browser may still see: it tells nothing, and stands in no address."""
TOLD_COOKIE = "__Host-told" if settings.HTTPS else "told"
"""That this browser has told something without a script: what it has kept of the form is not to come back."""
IN_PLACE = "X-In-Place"
"""The header of a form that a script sends: its answer takes its place, so no page with what was typed stays behind."""


@require_http_methods(["GET", "POST"])
@speaks
def tip_report(request: HttpRequest) -> HttpResponse:
    """The form; its photos are taken in whatever else is wrong, and what was typed stays."""
    if request.method != "POST":
        form = TipForm(is_kept=TOLD_COOKIE not in request.COOKIES)
        return page(request, "tips/report.html", {"form": form})
    form = TipForm(request.POST, request.FILES)
    try:
        return _answered(request, form)
    except DomainError as refusal:
        if isinstance(refusal, SentBeforeError):
            form.renew()
        refuse(form, refusal)
        return refused(request, "tips/report.html", {"form": form}, refusal)


def _answered(request: HttpRequest, form: TipForm) -> HttpResponse:
    """Search for the place, or take the tip in. Raises DomainError."""
    is_search, address = request.POST.get("act") == FIND, address_of(request)
    form.is_valid()
    if is_search or request.FILES:
        rates.count_look_up(address)
    form.take_photos()
    if form.errors or is_search or SPEAK in request.POST:
        return _shown_again(request, form, is_search=is_search)
    return _taken(request, submit(form.given(), form=form.sent_key, address=address), form.sent_key)


def _shown_again(request: HttpRequest, form: TipForm, *, is_search: bool) -> HttpResponse:
    """The form, with what was looked for or is wrong; one that was taken in since shows its receipt instead."""
    if TOLD_COOKIE in request.COOKIES and (known := receipt_of(form.sent_key)):
        return _taken(request, known, form.sent_key)
    if is_search:
        form.find_place()
    if is_search or SPEAK in request.POST:
        form.leave_unsaid()
    status = 200 if is_search or SPEAK in request.POST else 422
    return page(request, "tips/report.html", {"form": form, "is_search": is_search}, status=status)


def _taken(request: HttpRequest, receipt: Receipt, key: str) -> HttpResponse:
    """On to the receipt, by an address that says nothing of it; Back does not lead through what was sent."""
    if not receipt.is_new:
        messages.info(request, _("This was sent before and is taken in once. Here is its receipt again."))
    answer = redirect(f"{reverse('tips:tip-receipt')}{_letters(request)}")
    _remember(answer, RECEIPT_COOKIE, key)
    if IN_PLACE not in request.headers:
        _remember(answer, TOLD_COOKIE, "yes")
    return answer


def _letters(request: HttpRequest) -> str:
    """The size of letters goes along in the link."""
    return f"?letters={size}" if (size := _size(request)) else ""


def _size(request: HttpRequest) -> str:
    said = request.POST if request.method == "POST" else request.GET
    return next((code for code, _label in SIZES if code == said.get("letters")), "")


def _remember(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=SHOWN_AGAIN, secure=settings.HTTPS, httponly=True, samesite="Lax")


@require_http_methods(["GET", "POST"])
def tip_receipt(request: HttpRequest) -> HttpResponse:
    """The receipt, for half an hour to the browser that has sent the form, or until its owner has written it down."""
    receipt = receipt_of(request.COOKIES.get(RECEIPT_COOKIE, ""))
    if request.method == "POST" or receipt is None:
        answer = redirect(f"{reverse('tips:tip-report')}{_letters(request)}")
        answer.delete_cookie(RECEIPT_COOKIE, samesite="Lax")
        return answer
    until = receipt.tip.received_at + SHOWN_AGAIN
    return page(request, "tips/receipt.html", {"receipt": receipt, "until": until}, keeps_nothing=True)


def refused(request: HttpRequest, template: str, context: dict[str, object], refusal: DomainError) -> HttpResponse:
    """The page again with what is wrong, under the status of the refusal."""
    answer = page(
        request, template, context, status=max(refusal.status, 422) if refusal.status == 400 else refusal.status
    )
    if seconds := refusal.facts.get("retry_after"):
        answer.headers["Retry-After"] = str(seconds)
    return answer


def page(
    request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200, keeps_nothing: bool = False
) -> HttpResponse:
    """A page in the size of letters that was chosen; once anything has been sent nothing of it stays in the browser."""
    answer = render(request, template, {"sizes": SIZES, "size": _size(request), **context}, status=status)
    if request.method == "POST" or keeps_nothing:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer
