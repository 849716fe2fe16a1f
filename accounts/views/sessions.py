"""Coming in, going out, and the own password."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView, RedirectURLMixin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.sessions import LoginForm, NewPasswordForm, PasswordForm
from accounts.models import User
from accounts.services import awaiting_code, entering, known_devices, logins, passwords
from accounts.services.tries import TooManyTriesError
from core.addresses import address_of
from core.requests import SignedInRequest
from core.views import errors


class OwnPages(RedirectURLMixin):
    """Where to go on stands in a link that anybody may write: an address of ours, from its root, or nowhere."""

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        asked = super().get_redirect_url()
        return asked if asked.startswith("/") else ""


class Login(OwnPages, LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except TooManyTriesError as refusal:
            return too_many_tries(request, refusal)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Whoever has a second factor gives the code next; for everybody else the password is enough."""
        person = form.get_user()
        if not person.has_second_factor:
            return come_in(self.request, person, self.get_success_url())
        awaiting_code.begin(self.request.session, person)
        following = urlencode({"next": self.get_redirect_url()})
        return redirect(f"{reverse('accounts:login-code')}?{following}")


def come_in(request: HttpRequest, person: User, following: str) -> HttpResponse:
    """Logged in: which device this is, who had to go for it, and that the device is known from now on."""
    login(request, person)
    answer, agent = redirect(following), request.headers.get("User-Agent", "")
    for ended in logins.begin(request.session, person, agent=agent, address=address_of(request)):
        messages.warning(request, ended)
    answer.set_cookie(
        settings.KNOWN_DEVICE_COOKIE_NAME,
        known_devices.cookie_for(person.username),
        max_age=known_devices.KNOWN_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return answer


def too_many_tries(request: HttpRequest, refusal: TooManyTriesError) -> HttpResponse:
    """The page for an address that guesses."""
    answer = errors.answer_with(request, "429.html", HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(refusal.facts["retry_after"])
    return answer


class Logout(LogoutView):
    """Ends the session; where to go stands in the settings.

    The browser drops the pages it has kept. Its storage is not dropped from here: that would take along what is
    still to be sent; the page itself clears it, once the person has agreed.
    """

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and request.user.is_authenticated:
            logins.note_logout(request.user)
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer


class PasswordChange(PasswordChangeView):
    template_name = "accounts/password_change.html"
    form_class = PasswordForm
    success_url = reverse_lazy(settings.LOGIN_REDIRECT_URL)

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "knocks": entering.caller(self.request)}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except TooManyTriesError as refusal:
            return too_many_tries(request, refusal)

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        passwords.change(form.user, form.cleaned_data["new_password1"], here=self.request.session.session_key)
        update_session_auth_hash(self.request, form.user)
        messages.success(self.request, _("Your password has been changed."))
        return HttpResponse(status=302, headers={"Location": str(self.success_url)})

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        return {**context, "forced": context["form"].user.must_choose_password}


@require_http_methods(["GET", "POST"])
@never_cache
def password_link(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """A link that was handed over: to look at it changes nothing; a password once, and then the usual login."""
    link = passwords.opened_by(pk, token)
    if link is None:
        return _spent_link(request)
    form: SetPasswordForm[Any] = NewPasswordForm(link.person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not passwords.choose(link, form.cleaned_data["new_password1"]):
            return _spent_link(request)
        messages.success(request, _("Your password has been changed. Please log in."))
        return redirect("accounts:login")
    context = {"form": form, "person": link.person}
    return render(request, "accounts/password_link.html", context, status=422 if form.errors else 200)


def _spent_link(request: HttpRequest) -> HttpResponse:
    """The same for a link that was used, overtaken or never made: what to do next, and nothing about whose it was."""
    return render(request, "accounts/spent_link.html", status=410)


@require_safe
@never_cache
def session(request: HttpRequest) -> JsonResponse:
    """Who is logged in here, for a page that is about to send a form, with a fresh token for it (S52)."""
    person = request.user.pk if request.user.is_authenticated else None
    return JsonResponse({"person": person, "csrf": get_token(request)})


@login_required
@require_POST
def login_end(request: SignedInRequest, code: str) -> HttpResponse:
    if not logins.end_one(request.user, code):
        raise Http404
    messages.success(request, _("Logged out there."))
    return redirect("accounts:login-list")


@login_required
@require_POST
def logins_end(request: SignedInRequest) -> HttpResponse:
    """End all of them but the one here, programs with a token as well."""
    logins.end_others(request.user, here=request.session.session_key)
    messages.success(request, _("Logged out everywhere else."))
    return redirect("accounts:login-list")
