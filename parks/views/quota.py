"""总量指标账户: the accounts of a park, and one account with all that was posted to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.errors import DomainError
from core.forms import RefusedAt, refuse
from core.requests import SignedInRequest
from core.views.editing import create, place_of
from core.views.proving import proved
from parks.forms.asked import as_of
from parks.forms.quota import PostingForm, QuotaAccountForm, ReversalForm
from parks.models import Park, QuotaAccount, QuotaPosting
from parks.panels.quota import reversed_balance, shown
from parks.services import quota


def signs(request: HttpRequest, **named: object) -> bool:
    return bool(request.POST.get("signed_reason"))


@login_required
@require_http_methods(["GET", "POST"])
def quota_create(request: SignedInRequest, pk: int) -> HttpResponse:
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    row = QuotaAccount(park=park, year=clock.today().year)
    title = _("Open a quota account of %(name)s") % {"name": park.label}
    return create(request, row, QuotaAccountForm, title=title, back=place_of(row))


@login_required
@proved(when=signs)
@require_http_methods(["GET", "POST"])
def quota_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The account as of a day, and the form by which those who keep it post."""
    account = _account(request, pk)
    if request.method == "POST" and not request.user.keeps_files:
        raise PermissionDenied
    form = PostingForm(request.POST or None, account=account, user=request.user)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("signed_reason", "")
        with RefusedAt(form):
            quota.post(account.pk, form.given(), actor=request.user, signed_reason=reason)
            messages.success(request, _("Posted."))
            return redirect(account)
    return _page(request, account, form)


@login_required
@proved(when=lambda request, pk: signs(request))
@require_http_methods(["GET", "HEAD", "POST"])
def posting_reverse(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is taken back, what the balance was and will be, and why; then the reversal."""
    rows = QuotaPosting.objects.visible_to(request.user)
    posting = get_object_or_404(rows.select_related("account__park"), pk=pk)
    if not request.user.keeps_files:
        raise PermissionDenied
    if request.method != "POST" and not quota.is_reversible(posting):
        messages.error(request, _("This posting has been reversed already, or is a reversal."))
        return redirect(posting.account)
    form = ReversalForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and _is_reversed(request, posting, form):
        messages.success(request, _("Reversed."))
        return redirect(posting.account)
    context = {"posting": posting, "form": form, **reversed_balance(posting)}
    return render(request, "parks/reversal.html", context, status=422 if form.errors else 200)


def _account(request: SignedInRequest, pk: int) -> QuotaAccount:
    return get_object_or_404(QuotaAccount.objects.visible_to(request.user).select_related("park"), pk=pk)


def _page(request: SignedInRequest, account: QuotaAccount, form: Form) -> HttpResponse:
    day = as_of(request.GET)
    keeps = request.user.keeps_files
    posting = form if isinstance(form, PostingForm) else PostingForm(account=account, user=request.user)
    context = {
        "account": account,
        "back": place_of(account),
        "day": day,
        **shown(account, day),
        "form": form if form.errors else None,
        "posting_form": posting if keeps else None,
        "reverses": keeps,
    }
    return render(request, "parks/quota.html", context, status=422 if form.errors else 200)


def _is_reversed(request: SignedInRequest, posting: QuotaPosting, form: ReversalForm) -> bool:
    """Whether the reversal was taken; else the form says why not."""
    try:
        quota.reverse(posting.pk, actor=request.user, **form.cleaned_data)
    except DomainError as refusal:
        refuse(form, refusal)
        return False
    return True
