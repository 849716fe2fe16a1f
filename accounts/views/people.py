"""Accounts, for the administrators; and everybody's own settings."""

from collections.abc import Callable

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
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.people import AccountForm, NewAccountForm, OwnSettingsForm, RoleForm
from accounts.listings import facts_of_account
from accounts.models import User
from accounts.services import changes, passwords, people
from accounts.views.administration import administrators_only, show_form
from core.errors import DomainError
from core.requests import SignedInRequest
from core.views.once import ShownReceipt
from core.views.privacy import personal_data
from core.views.proving import proved

ACTS: dict[str, Callable[..., object]] = {
    "confirm": people.confirm_account,
    "confirm-role": people.confirm_role,
    "decline-role": people.decline_role,
    "disable": people.disable,
    "reopen": people.reopen,
    "confirm-change": people.confirm_change,
    "decline-change": people.decline_change,
    "ask-link": people.ask_for_link,
    "decline-link": people.decline_link,
    "link": people.make_link,
    "lost-factor": people.ask_to_remove_factor,
    "keep-factor": people.decline_to_remove_factor,
    "drop-factor": people.remove_factor,
    "unlock": people.unlock,
    "log-out": people.log_out,
}


BUTTONS = (
    ("confirm", gettext_lazy("Confirm the account"), "btn btn-primary"),
    ("confirm-role", gettext_lazy("Confirm the role"), "btn btn-primary"),
    ("decline-role", gettext_lazy("Decline the role"), "btn"),
    ("confirm-change", gettext_lazy("Confirm the change"), "btn btn-primary"),
    ("decline-change", gettext_lazy("Decline the change"), "btn"),
    ("ask-link", gettext_lazy("Ask for a new password"), "btn"),
    ("link", gettext_lazy("Hand over a link for a new password"), "btn"),
    ("decline-link", gettext_lazy("Decline the new password"), "btn"),
    ("lost-factor", gettext_lazy("Ask to remove the lost second factor"), "btn"),
    ("drop-factor", gettext_lazy("Remove the second factor"), "btn"),
    ("keep-factor", gettext_lazy("Decline to remove the second factor"), "btn"),
    ("unlock", gettext_lazy("Unlock the account"), "btn btn-primary"),
    ("log-out", gettext_lazy("Log out everywhere"), "btn"),
    ("reopen", gettext_lazy("Ask to reopen the account"), "btn"),
    ("disable", gettext_lazy("End the account"), "btn btn-outline-danger"),
)
"""The buttons of the page of an account, in their order: act, words, look."""


@administrators_only
@proved()
@require_http_methods(["GET", "POST"])
def user_create(request: SignedInRequest) -> HttpResponse:
    if not request.user.keeps_accounts:
        raise Http404
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = people.propose_account(actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
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
        "buttons": [button for button in BUTTONS if button[0] in acts],
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
    if not people.may("edit", person, request.user):
        raise Http404
    back, title = reverse("accounts:user-detail", args=[pk]), _("Edit %(name)s") % {"name": person.name}
    form = AccountForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        try:
            people.change_account(person, actor=request.user, **form.cleaned_data)
        except people.NotAdministratorError as not_mine:
            raise Http404 from not_mine
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
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
    return _act(request, pk, lambda person, actor: people.propose_role(person, actor=actor, **form.cleaned_data))


@administrators_only
@proved()
@require_POST
@never_cache
def user_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Confirm, end, reopen, hand over a link, confirm or decline a change; the service says whose act it is."""
    return _act(request, pk, lambda person, actor: ACTS[act](person, actor=actor))


def _act(request: SignedInRequest, pk: int, act: Callable[[User, User], object]) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        with transaction.atomic():
            people.refuse_unseen(person, request.POST.get("seen", ""))
            answer = act(person, request.user)
    except people.NotAdministratorError as not_mine:
        raise Http404 from not_mine
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:user-detail", pk)
    if isinstance(answer, people.Link):
        return show_link(request, answer)
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
    return show_form(request, form, title=_("My settings"), back=reverse(settings.LOGIN_REDIRECT_URL))
