"""The page of a tip for those who handle it, and its steps."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError, StaleError
from core.forms import RefusedAt, sent
from core.listing import Cell, Column, facts_of
from core.models import LogEntry
from core.panels import Words
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import refuse_others, take
from core.views.checking import check_step
from core.views.privacy import personal_data
from core.views.proving import proved
from tips.forms import FORMS, LookForm, StepForm
from tips.models import Tip
from tips.services import identity
from tips.workflow import TIPS

FACTS = (
    Column("channel", pgettext_lazy("tip", "Channel"), "get_channel_display"),
    Column("kind", pgettext_lazy("tip", "Kind"), "kind.name"),
    Column("place", pgettext_lazy("tip", "Where"), "place"),
    Column("park", gettext_lazy("Park"), "park", "page"),
    Column("enterprise", gettext_lazy("Enterprise"), "enterprise", "page"),
    Column("when", pgettext_lazy("tip", "When"), "when"),
    Column("received", pgettext_lazy("tip", "Received"), "received_at", "moment"),
    Column("batch", gettext_lazy("Batch of tips"), "batch", "page"),
    Column("batch_place", gettext_lazy("Place in the batch"), "batch_place"),
    Column("batch_number", gettext_lazy("Number by the superior"), "batch_number"),
    Column("taken_in", pgettext_lazy("tip", "Taken in by"), "recorded_by.full_label"),
)
COURSE = (
    Column("unit", gettext_lazy("Handling unit"), "unit"),
    Column("accept_by", gettext_lazy("To be accepted by"), "accept_by", "full_day"),
    Column("due", gettext_lazy("Answer due by"), "due", "full_day"),
    Column("due_before", gettext_lazy("Answer was due by"), "due_before", "full_day"),
    Column("verdict", pgettext_lazy("tip", "Verdict"), "get_verdict_display"),
    Column("reasons", gettext_lazy("Reasons of the verdict"), "reasons", "prose"),
    Column("proposed", gettext_lazy("Verdict proposed by"), "proposed_by.full_label"),
    Column("confirmed", gettext_lazy("Verdict confirmed by"), "confirmed_by.full_label"),
    Column("item", gettext_lazy("Item of the ledger"), "item", "tips/_item.html"),
    Column("done", pgettext_lazy("tip", "How far"), "how_far"),
    Column("answer", gettext_lazy("Answer to the reporter"), "answer", "prose"),
)
PROBLEM = tuple(
    Column(name, label, value)
    for name, label, value in (
        ("problem_title", gettext_lazy("Title of the problem"), "problem_title"),
        ("problem_text", gettext_lazy("Description of the problem"), "problem_text"),
        ("problem_place", gettext_lazy("Place of the problem"), "problem_place"),
        ("problem_level", gettext_lazy("Level"), "get_problem_level_display"),
        ("problem_category", gettext_lazy("Category"), "problem_category"),
    )
)
POINTED = (
    "park", "enterprise", "kind", "unit", "item", "first", "batch", "problem_category", "recorded_by__organization",
    "proposed_by__organization", "confirmed_by__organization",
)  # fmt: skip


TOLD = (Column("told", gettext_lazy("What was told"), "text"),)
VERDICT = tuple(column for column in COURSE if column.name in ("verdict", "reasons", "proposed"))
ITEM = (Column("item", gettext_lazy("It stands on the ledger already"), "item.number"),)
DECIDED = {
    "confirm": (*TOLD, *VERDICT, *ITEM, *PROBLEM),
    "close": (*TOLD, *(column for column in COURSE if column.name in ("verdict", "answer"))),
}
"""What is read on the page on which it is decided."""
MAIN = frozenset({"accept", "propose", "confirm", "answer", "close"})
"""The step that is the usual one at its turn: its button stands out."""


def known_of(tip: Tip, columns: Sequence[Column]) -> list[Cell]:
    """The facts that there are yet."""
    return [cell for cell in facts_of(tip, columns) if cell.value not in (None, "")]


@login_required
@require_safe
def tip_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    tip = _tip(request, pk)
    may = TIPS.offered(tip, request.user)
    shown = [step for step in TIPS.steps.values() if may[step.name]]
    context = {
        "tip": tip,
        "facts": known_of(tip, FACTS),
        "course": known_of(tip, COURSE),
        "problem": facts_of(tip, PROBLEM) if tip.problem_title else (),
        "steps": [(step, f"tips:tip-{step.name}", step.name in MAIN) for step in shown],
        "heard": tip.dialogue.select_related("author__organization").prefetch_related("photos"),
        "photos": tip.photos.all(),
        "looks": tip.looks.select_related("by__organization"),
        "may_look": identity.may_look(tip, request.user),
        "repeats": tip.repeats.visible_to(request.user),
        "entries": LogEntry.objects.about(tip).order_by("pk"),
    }
    return render(request, "tips/tip.html", context)


def step_page(name: str) -> Callable[..., HttpResponse]:
    """The page of a step: what it asks, then the step; it goes back to the tip."""

    @login_required
    @require_http_methods(["GET", "POST"])
    def page(request: SignedInRequest, pk: int) -> HttpResponse:
        tip, step = _tip(request, pk), TIPS.steps[name]
        refuse_others(step, tip, request.user)
        form = FORMS[name](request.POST or None, tip=tip, user=request.user)
        if request.method == "POST" and form.is_valid() and _is_taken(request, form, name):
            messages.success(request, str(step.done))
            return redirect(tip)
        context = {"form": form, "act": step.label, "back": tip.get_absolute_url(), "tip": tip}
        context |= {"title": f"{step.label}：{tip}", "lead": "tips/_step_lead.html"}
        return render(request, "core/edit.html", context, status=422 if form.errors else 200)

    page.__name__ = f"tip_{name.replace('-', '_')}"
    return page


def _is_taken(request: SignedInRequest, form: StepForm, name: str) -> bool:
    """Take the step; what is refused is said at the form, which then stands as the tip does now."""
    with RefusedAt(form):
        try:
            take(TIPS, form.tip.pk, name, actor=request.user, **form.cleaned_data)
        except StaleError:
            form.meet(_tip(request, form.tip.pk))
            raise
        return True
    return False


def decided_by(tip: Tip, name: str) -> list[tuple[Words, object]]:
    """What a step of one press decides: the verdict with the words for the ledger, or the answer it ends with."""
    facts = known_of(tip, DECIDED[name])
    return [(cell.column.label, cell.value) for cell in facts]


@login_required
@require_http_methods(["GET", "POST"])
@proved()
def tip_confirm(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The verdict holds; what follows is said before the press."""
    return _pressed(request, pk, "confirm")


@login_required
@require_http_methods(["GET", "POST"])
def tip_close(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """It ends without a word of its reporter."""
    return _pressed(request, pk, "close")


def _pressed(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    tip = _tip(request, pk)
    if request.method != "POST":
        return check_step(request, TIPS, tip, name, str(tip), decided_by(tip, name))
    refuse_others(TIPS.steps[name], tip, request.user)
    try:
        take(TIPS, pk, name, actor=request.user, version=whole(sent(request.POST, "version")))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(TIPS.steps[name].done))
    return redirect(tip)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def tip_reporter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who told it: asked with a purpose, told on this page alone; it is logged (S31, S33)."""
    tip = _tip(request, pk)
    form = LookForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            found = identity.look(tip, actor=request.user, purpose=form.cleaned_data["purpose"])
    context = {"tip": tip, "form": form, "found": found, "may_look": identity.may_look(tip, request.user)}
    return render(request, "tips/reporter.html", context, status=422 if form.errors else 200)


def _tip(request: SignedInRequest, pk: int) -> Tip:
    return get_object_or_404(Tip.objects.visible_to(request.user).select_related(*POINTED), pk=pk)
