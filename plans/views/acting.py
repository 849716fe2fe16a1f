"""Steps of plans and closures: by a press, or with a reason on a page of its own."""

from collections.abc import Mapping
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from core.errors import DomainError
from core.forms import RefusedAt
from core.panels import Words
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import take
from core.steps import Table
from core.views.checking import check_step
from plans.forms import ReasonForm
from plans.models import Closure, EnterprisePlan

Acted = TypeVar("Acted", EnterprisePlan, Closure)


def pressed(request: SignedInRequest, table: Table[Acted], thing: Acted, name: str) -> HttpResponse:
    """A step that needs nothing but a press; one that can't be taken back is shown first."""
    seen = request.POST.get("version", "")
    if name not in table.steps or not table.steps[name].button:
        raise Http404
    if request.method == "GET":
        return check_step(request, table, thing, name, thing.name)
    try:
        take(table, thing.pk, name, actor=request.user, version=whole(seen))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(table.steps[name].done))
    return redirect(thing)


def reasoned(
    request: SignedInRequest, table: Table[Acted], thing: Acted, name: str, asked: Mapping[str, Words]
) -> HttpResponse:
    """A step that needs a reason; `asked` are those that have such a page, with its heading."""
    if name not in asked:
        raise Http404
    form = ReasonForm(request.POST or None, version=thing.version)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = take(table, thing.pk, name, actor=request.user, **form.cleaned_data)
            messages.success(request, str(table.steps[name].done))
            return redirect(made)
    title, act = f"{asked[name]}：{thing.name}", asked[name]
    context = {"form": form, "title": title, "act": act, "back": thing.get_absolute_url()}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
