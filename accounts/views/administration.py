"""The desk of the administrators: for everybody else there are no such pages."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.requests import SignedInRequest


def administrators_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """404 for whoever is no administrator."""

    @login_required
    @wraps(view)
    def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def show_form(request: SignedInRequest, form: forms.BaseForm, *, title: str, back: str, lead: str = "") -> HttpResponse:
    """The form on a page of its own, `lead` between its title and its fields."""
    context = {"form": form, "title": title, "back": back, "lead": lead}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
