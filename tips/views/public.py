"""Somebody tells something: a page without a login, without a script, without a riddle; and gets a receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.addresses import address_of
from core.errors import DomainError
from core.forms import refuse
from tips.forms import TipForm
from tips.forms.public import SIZES
from tips.services import rates
from tips.services.submitting import SentBeforeError, submit

FIND = "find"


@require_http_methods(["GET", "POST"])
def tip_report(request: HttpRequest) -> HttpResponse:
    """The form; its photos are taken in whatever else is wrong, and what was typed stays."""
    if request.method != "POST":
        return page(request, "tips/report.html", {"form": TipForm()})
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
    if is_search:
        form.find_place()
        form.errors.clear()
        return page(request, "tips/report.html", {"form": form, "is_search": True})
    if form.errors:
        return page(request, "tips/report.html", {"form": form}, status=422)
    receipt = submit(form.given(), form=form.sent_key, address=address)
    return page(request, "tips/receipt.html", {"receipt": receipt})


def refused(request: HttpRequest, template: str, context: dict[str, object], refusal: DomainError) -> HttpResponse:
    """The page again with what is wrong, under the status of the refusal."""
    answer = page(
        request, template, context, status=max(refusal.status, 422) if refusal.status == 400 else refusal.status
    )
    if seconds := refusal.facts.get("retry_after"):
        answer.headers["Retry-After"] = str(seconds)
    return answer


def page(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    """A page in the size of letters that was chosen; once anything has been sent nothing of it stays in the browser."""
    said = request.POST if request.method == "POST" else request.GET
    size = next((code for code, _label in SIZES if code == said.get("letters")), "")
    answer = render(request, template, {"sizes": SIZES, "size": size, **context}, status=status)
    if request.method == "POST":
        answer.headers["Cache-Control"] = "private, no-store"
    return answer
