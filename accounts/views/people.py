"""Accounts, for the administrators; and everybody's own settings."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.people import AccountForm, NewAccountForm, OwnSettingsForm, RoleForm
from accounts.listings import facts_of_account
from accounts.models import User
from accounts.services import changes, passwords, people
from accounts.views.administration import administrators_only, show_form
from accounts.workflow import ACCOUNTS
from core.errors import DomainError, NotAllowedError
from core.forms import RefusedAt, refuse
from core.requests import SignedInRequest
from core.services.acting import take
from core.views.once import ShownReceipt
from core.views.privacy import personal_data
from core.views.proving import proved

ACTS = {name: step for name, step in ACCOUNTS.steps.items() if step.button}
HANDED_OVER = {"confirm": people.confirm_account, "link": people.make_link}
"""The acts after which a link is shown, this once."""
LOOKS = {
    "confirm": "btn btn-primary",
    "confirm-role": "btn btn-primary",
    "decline-role": "btn",
    "confirm-change": "btn btn-primary",
    "decline-change": "btn",
    "ask-link": "btn",
    "link": "btn",
    "decline-link": "btn",
    "lost-factor": "btn",
    "drop-factor": "btn",
    "keep-factor": "btn",
    "unlock": "btn btn-primary",
    "log-out": "btn",
    "reopen": "btn",
    "disable": "btn btn-outline-danger",
}
"""How the buttons of the page of an account look, in their order."""


@administrators_only
@proved()
@require_http_methods(["GET", "POST"])
def user_create(request: SignedInRequest) -> HttpResponse:
    if not request.user.keeps_accounts:
        raise Http404
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            user = people.propose_account(actor=request.user, **form.cleaned_data)
            messages.success(request, _("Made; it becomes active when the security administrator confirms it."))
            return redirect("accounts:user-detail", user.pk)
    return show_form(request, form, title=_("New account"), back=reverse("accounts:user-list"))


@administrators_only
@require_safe
@personal_data
def user_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The account, and what this administrator can do to it."""
    rows = User.objects.visible_to(request.user).select_related("organization", "created_by", "confirmed_by")
    person = get_object_or_404(rows, pk=pk)
    form = RoleForm(initial={"role": person.role, "is_head": person.is_head})
    acts, events = people.acts_open(person, request.user), people.events_of(person)
    change = changes.open_change(person)
    context = {
        "person": person,
        "form": form,
        "acts": acts,
        "buttons": [(name, ACTS[name].button, look) for name, look in LOOKS.items() if name in acts],
        "facts": facts_of_account(person),
        "events": events,
        "change": change and {"row": change, "lines": changes.shown(change)},
        "asked": passwords.asked_link(person),
        "seal": people.seal_of(person),
    }
    return render(request, "accounts/user_detail.html", context)


@administrators_only
@proved()
@require_http_methods(["GET", "POST"])
@personal_data
def user_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not ACCOUNTS.steps["edit"].may(person, request.user):
        raise Http404
    back, title = reverse("accounts:user-detail", args=[pk]), _("Edit %(name)s") % {"name": person.name}
    form = AccountForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            take(ACCOUNTS, pk, "edit", actor=request.user, **form.cleaned_data)
        except NotAllowedError as not_mine:
            raise Http404 from not_mine
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            waits = changes.open_change(person) is not None
            messages.success(request, changes.WAITS if waits else _("Saved."))
            return redirect(back)
    return show_form(request, form, title=title, back=back)


@administrators_only
@proved()
@require_POST
def user_propose_role(request: SignedInRequest, pk: int) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    return _act(request, pk, "propose-role", **form.cleaned_data)


@administrators_only
@proved()
@require_POST
@never_cache
def user_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Confirm, end, reopen, hand over a link, confirm or decline a change; the service says whose act it is."""
    return _act(request, pk, act)


def _act(request: SignedInRequest, pk: int, name: str, **given: Any) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        with transaction.atomic():
            people.refuse_unseen(person, request.POST.get("seen", ""))
            link = HANDED_OVER[name](person, actor=request.user) if name in HANDED_OVER else None
            if link is None:
                take(ACCOUNTS, pk, name, actor=request.user, **given)
    except NotAllowedError as not_mine:
        raise Http404 from not_mine
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:user-detail", pk)
    if link is not None:
        return show_link(request, link)
    messages.success(request, _("Saved."))
    return redirect("accounts:user-detail", pk)


def show_link(request: SignedInRequest, made: people.Link) -> HttpResponse:
    """The address under which the person chooses a password, shown this once to whoever hands it over."""
    address = settings.SITE_URL + reverse("accounts:password-link", args=[made.person.pk, made.token])
    context = {"person": made.person, "link": address}
    return ShownReceipt(render_to_string("accounts/first_password.html", context, request))


def _saved_in(request: SignedInRequest, language: str) -> HttpResponse:
    with translation.override(language):
        messages.success(request, _("Saved."))
    answer = redirect("accounts:own-settings")
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure())
    return answer


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def own_settings(request: SignedInRequest) -> HttpResponse:
    """Language, keyboard, phone and e-mail of whoever asks."""
    me = User.objects.get(pk=request.user.pk)
    form = OwnSettingsForm(request.POST or None, instance=me)
    if request.method == "POST" and form.is_valid():
        try:
            people.change_own_settings(User.objects.get(pk=me.pk), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved_in(request, me.language)
    back, tabs = reverse(settings.LOGIN_REDIRECT_URL), "accounts/_settings_tabs.html"
    return show_form(request, form, title=_("My settings"), back=back, lead=tabs)
