"""Accounts, for the administrators; and everybody's own settings."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.people import AccountForm, OwnSettingsForm, RoleForm
from accounts.models import User
from accounts.services import people
from core.errors import DomainError

PAGE_SIZE = 50


def administrators_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For everybody else there is no such page."""

    @login_required
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@administrators_only
@require_safe
def user_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    rows = User.objects.visible_to(request.user).select_related("organization")
    page = Paginator(rows.containing(words) if words else rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/user_list.html", {"page": page, "words": words})


@administrators_only
@require_http_methods(["GET", "POST"])
def user_create(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = people.propose_account(actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Made; it becomes active when the security administrator confirms it."))
            return redirect("accounts:user-detail", user.pk)
    context = {"form": form, "title": _("New account"), "back": reverse("accounts:user-list")}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@administrators_only
@require_safe
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = User.objects.visible_to(request.user).select_related("organization", "created_by", "confirmed_by")
    person = get_object_or_404(rows, pk=pk)
    form = RoleForm(initial={"role": person.role, "is_head": person.is_head})
    return render(request, "accounts/user_detail.html", {"person": person, "form": form})


@administrators_only
@require_POST
def user_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Confirm, disable, hand over a password, propose or confirm a role; the service says whose act it is."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = RoleForm(request.POST)
    acts = {
        "confirm": lambda: people.confirm_account(person, actor=request.user),
        "disable": lambda: people.disable(person, actor=request.user),
        "password": lambda: people.reset_password(person, actor=request.user),
        "propose-role": lambda: (
            form.is_valid() and people.propose_role(person, actor=request.user, **form.cleaned_data)
        ),
        "confirm-role": lambda: people.confirm_role(person, actor=request.user),
    }
    try:
        answer = acts[act]()
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:user-detail", pk)
    if isinstance(answer, str):
        return render(request, "accounts/first_password.html", {"person": person, "password": answer})
    messages.success(request, _("Saved."))
    return redirect("accounts:user-detail", pk)


@login_required
@require_http_methods(["GET", "POST"])
def own_settings(request: HttpRequest) -> HttpResponse:
    form = OwnSettingsForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:own-settings")
    context = {"form": form, "title": _("My settings"), "back": "/"}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)
