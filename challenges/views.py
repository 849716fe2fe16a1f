"""异议申请: the enterprise challenges a finding, goes on or takes it back; the body answers, suspends, resumes."""

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organization, User
from challenges.figures import CODES, SILENCE, SILENT_AT, compares_units
from challenges.forms import STEP_FORMS, AnswerForm, ChallengeForm, PeriodForm
from challenges.models import Challenge
from challenges.panels import LABELS
from challenges.services.answering import act
from challenges.services.raising import challenge_finding, concerns, last_day_of, refusal
from challenges.states import VERDICTS, ChallengeState
from challenges.workflow import CHALLENGES, STEP_OF, answered_by_another, why_not
from core import figures
from core.errors import DomainError, NotYoursError
from core.figures import Asked, Reading
from core.forms import RefusedAt, dress, sent
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import refuse_others
from core.views.checking import check_step, not_now
from core.views.panels import file_page
from core.views.privacy import personal_data
from rectification.models import Item


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def item_challenge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Challenge the finding of an item at the own enterprise; too late, one goes back to it and is told why."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)
    if not concerns(item, request.user):
        raise PermissionDenied
    why = refusal(item)
    if why is not None and request.method == "GET":
        messages.error(request, str(why))
        return redirect(item)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ChallengeForm(*data, item=item, user=request.user)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            challenge = challenge_finding(pk, form.given(), actor=request.user)
            messages.success(request, _("Your challenge has been handed in; it has to be answered by its day."))
            return redirect(challenge)
    context = {"form": form, "title": _("Challenge the finding"), "back": item.get_absolute_url(), "item": item}
    context["until"] = last_day_of(item)
    return render(request, "challenges/raise.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def challenge_units(request: SignedInRequest) -> HttpResponse:
    """By the unit that found: how many of its findings were challenged, and what came of it."""
    if not compares_units(request.user):
        raise PermissionDenied
    period = PeriodForm(request.GET or None)
    dress(period)
    said = {name: str(day) for name, day in period.cleaned_data.items() if day} if period.is_valid() else {}
    context = {"period": period, **_by_unit(Asked.by(request.user, part=said))}
    return render(request, "challenges/units.html", context, status=200 if not period.errors else 400)


Readings = Mapping[int, Mapping[str, Reading]]


def _by_unit(asked: Asked) -> dict[str, object]:
    """A line for each unit whose finding was challenged or that was silent, and their sums."""
    found = figures.read_by("finder", CODES, asked)
    silent = figures.read_by(SILENT_AT, (SILENCE,), asked)
    units = Organization.objects.filter(pk__in=[key for key in {*found, *silent} if key])
    sums = figures.read((*CODES, SILENCE), asked)
    times = sum(each[SILENCE].value for each in silent.values())
    return {
        "lines": [_line(unit.pk, found, silent, unit) for unit in units.order_by("protocol_order", "name")],
        "sums": [*(sums[code] for code in CODES), replace(sums[SILENCE], value=times)],
        "heads": [figures.named(code) for code in (*CODES, SILENCE)],
    }


def _line(key: int, found: Readings, silent: Readings, unit: Organization) -> tuple[Organization, list[Reading | None]]:
    """A unit with what came of the challenges to its findings, and how often it was silent itself."""
    theirs, own = found.get(key, {}), silent.get(key, {})
    return unit, [*(theirs.get(code) for code in CODES), own.get(SILENCE)]


@login_required
@require_safe
@personal_data
def challenge_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return file_page(request, _challenge(request, pk), back=(_("Challenges to findings"), "challenges:challenge-list"))


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def challenge_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Uphold the finding, change what it says, or propose to void it, with reasons."""
    challenge = _challenge(request, pk)
    before = _answered_before(challenge, request.user)
    if before and request.method == "GET":
        messages.error(request, before)
        return redirect(challenge)
    form = AnswerForm(request.POST or None, challenge=challenge, user=request.user)
    if before:
        form.add_error(None, before)
    if request.method == "POST" and form.is_valid():
        step = STEP_OF[ChallengeState(form.cleaned_data["verdict"])]
        with RefusedAt(form):
            act(pk, step, actor=request.user, version=form.cleaned_data["challenge_version"], **form.given())
            messages.success(request, str(CHALLENGES.steps[step].done))
            return redirect(challenge)
    context = {"form": form, "title": _("Answer the challenge"), "challenge": challenge}
    context["back"] = challenge.get_absolute_url()
    return render(request, "challenges/answer.html", context, status=422 if form.errors else 200)


def _answered_before(challenge: Challenge, user: User) -> str:
    """Who was quicker, in words; empty where it is this person's to answer. Raises NotYoursError for others."""
    if any(CHALLENGES.allows(STEP_OF[each], challenge, user) for each in VERDICTS):
        return ""
    answer = answered_by_another(challenge, user)
    if answer is None or answer.actor is None:
        raise NotYoursError(why_not(challenge, user))
    day = date_format(timezone.localtime(answer.at), "DATETIME_FORMAT")
    return _("Answered already by %(who)s, %(day)s: %(answer)s.") % {
        "who": answer.actor.full_label,
        "day": day,
        "answer": answer,
    }


def _step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """The page of a step that asks a reason."""
    challenge, step = _challenge(request, pk), CHALLENGES.steps[name]
    refuse_others(step, challenge, request.user)
    if request.method == "GET" and not CHALLENGES.allows(name, challenge, request.user):
        messages.error(request, not_now(step, challenge))
        return redirect(challenge)
    form = STEP_FORMS[name](request.POST or None, challenge=challenge)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            act(pk, name, actor=request.user, version=form.cleaned_data["version"], **form.given())
            messages.success(request, str(step.done))
            return redirect(challenge)
    context = {"form": form, "title": LABELS[name], "act": LABELS[name], "challenge": challenge}
    context |= {"back": challenge.get_absolute_url(), "lead": "challenges/_said.html"}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def challenge_go_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """The enterprise takes it to the next rung."""
    return _step(request, pk, "go-on")


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def challenge_suspend(request: SignedInRequest, pk: int) -> HttpResponse:
    """The body lets the deadline stand still."""
    return _step(request, pk, "suspend")


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def challenge_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """The body lets the deadline run again."""
    return _step(request, pk, "resume")


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def challenge_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """What follows from it, then the press."""
    challenge = _challenge(request, pk)
    if request.method == "GET":
        return check_step(request, CHALLENGES, challenge, "withdraw", challenge.name)
    try:
        act(pk, "withdraw", actor=request.user, version=whole(sent(request.POST, "version")))
    except DomainError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, str(CHALLENGES.steps["withdraw"].done))
    return redirect(challenge)


def _challenge(request: SignedInRequest, pk: int) -> Challenge:
    rows = Challenge.objects.visible_to(request.user).select_related("item__finding", "enterprise__park", "unit")
    by = ("raised_by__organization", *(f"{name}__organization" for name in ("team_by", "unit_by", "body_by")))
    return get_object_or_404(rows.select_related(*by, "leader_by__organization"), pk=pk)
