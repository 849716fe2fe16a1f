"""Writing a file of the county (park, enterprise, project …): one way for all of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.forms import FileForm, RefusedAt
from core.requests import SignedInRequest
from core.services import editing


def edit(
    request: SignedInRequest,
    row: Any,
    form_class: type[FileForm],
    *,
    title: str,
    write: Callable[..., Any] = editing.change,
    template: str = "core/edit.html",
) -> HttpResponse:
    """Show the form of a row or write it; somebody else's change is told and what was typed stays."""
    _keepers_only(request)
    form = form_class(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.changed_data if name != "version"}
        with RefusedAt(form):
            saved = write(row, actor=request.user, version=form.cleaned_data["version"], values=values)
            messages.success(request, _("Saved."))
            return redirect(place_of(saved))
    return _show(request, form, title=title, back=place_of(row), template=template)


def create(
    request: SignedInRequest,
    row: Any,
    form_class: type[FileForm],
    *,
    title: str,
    back: str,
    write: Callable[..., Any] = editing.add,
) -> HttpResponse:
    """Show the form of a new row or write it."""
    _keepers_only(request)
    form = form_class(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            saved = write(form.instance, actor=request.user, names=form.names())
            messages.success(request, _("Saved."))
            return redirect(place_of(saved))
    return _show(request, form, title=title, back=back)


def place_of(row: Any) -> str:
    """Where a row stands: its file, on the tab that it names if it names one; or where it is shown, as on a map."""
    if getattr(row, "is_shown_elsewhere", False):
        return str(row.get_absolute_url())
    file, tab = getattr(row, "dossier", row).get_absolute_url(), getattr(row, "tab", "")
    return f"{file}?tab={tab}" if tab else file


def _keepers_only(request: SignedInRequest) -> None:
    if not request.user.keeps_files:
        raise PermissionDenied


def _show(
    request: SignedInRequest, form: forms.BaseForm, *, title: str, back: str, template: str = "core/edit.html"
) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, template, context, status=422 if form.errors else 200)
