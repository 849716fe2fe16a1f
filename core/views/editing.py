"""Editing a file of the county (park, enterprise, project …): one way for all of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.services import editing


def edit(request: HttpRequest, row: Any, form_class: Any, *, back: str, title: str) -> HttpResponse:
    """Show the form of a row or write it; somebody else's change is told and what was typed stays."""
    form = form_class(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.changed_data if name != "version"}
        try:
            editing.change(row, actor=request.user, version=form.cleaned_data["version"], values=values)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"form": form, "title": title, "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


def create(request: HttpRequest, row: Any, form_class: Any, *, back: str, title: str) -> HttpResponse:
    """Show the form of a new row or write it."""
    form = form_class(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            editing.add(form.instance, actor=request.user)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"form": form, "title": title, "back": back}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
