"""动态口令: the second step of the login, and the pages on which people keep their second factor."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import FormView

from accounts.forms.second_factor import CodeForm, EnrolForm
from accounts.models import User
from accounts.services import awaiting_code, entering, second_factor
from accounts.services.tries import TooManyTriesError
from accounts.views.sessions import OwnPages, come_in, too_many_tries
from core.errors import DomainError
from core.requests import SignedInRequest
from core.views.privacy import personal_data
from core.views.proving import proved


@method_decorator(never_cache, name="dispatch")
class LoginCode(OwnPages, FormView):
    """After the password the code; whoever comes by without one begins with the password."""

    template_name = "accounts/login_code.html"
    form_class = CodeForm
    next_page = settings.LOGIN_REDIRECT_URL
    person: User

    def dispatch(self, request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        person = awaiting_code.person_of(request.session)
        if request.user.is_authenticated:
            return redirect(self.get_success_url())
        if person is None:
            messages.info(request, _("Please begin with your password."))
            return redirect("accounts:login")
        self.person = person
        return super().dispatch(request, *args, **named)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        try:
            is_right = entering.code_opens(self.person, form.cleaned_data["code"], **entering.caller(self.request))
        except TooManyTriesError as refusal:
            return too_many_tries(self.request, refusal)
        if not is_right:
            form.add_error("code", _("The code is wrong, has been used, or the account is locked for the moment."))
            return self.form_invalid(form)
        awaiting_code.end(self.request.session)
        return come_in(self.request, self.person, self.get_success_url())

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **more: object) -> dict[str, object]:
        return super().get_context_data(next=self.get_redirect_url(), **more)


@login_required
@require_safe
@personal_data
def second_factor_page(request: SignedInRequest) -> HttpResponse:
    """Whether I have one, how many recovery codes are left, and what I can do about it."""
    context = {"codes_left": second_factor.codes_left(request.user)}
    return render(request, "accounts/second_factor.html", context)


@login_required
@proved(reading=True)
@require_http_methods(["GET", "POST"])
@never_cache
@personal_data
def enrol(request: SignedInRequest) -> HttpResponse:
    """Take a seed into the app and type its first code; the recovery codes are shown this once."""
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.confirm(request.user, form.cleaned_data["code"], request.session)
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _show(request, codes)
    context = {"form": form, "offer": second_factor.offer(request.user, request.session)}
    return render(request, "accounts/second_factor_enrol.html", context, status=422 if form.errors else 200)


@login_required
@proved()
@require_POST
@never_cache
@personal_data
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    try:
        return _show(request, second_factor.renew_recovery_codes(request.user))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:second-factor")


@login_required
@proved()
@require_POST
def turn_off(request: SignedInRequest) -> HttpResponse:
    try:
        second_factor.turn_off(request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Turned off: the password alone opens your account."))
    return redirect("accounts:second-factor")


def _show(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The recovery codes, to be printed or stored now."""
    heading = _("Recovery codes of %(account)s") % {"account": request.user.username}
    text = "\r\n".join([heading, *codes, ""])
    context = {"codes": codes, "heading": heading, "download": f"data:text/plain;charset=utf-8,{quote(text)}"}
    return render(request, "accounts/recovery_codes.html", context)
