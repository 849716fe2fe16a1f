"""检查: a checklist on a visit, one item on the screen; what is not met leads to the form of a finding."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from checklists.forms import AnswerForm, DraftedForm
from checklists.listings import LINES
from checklists.models import ItemAnswer
from checklists.services import answering, asking, proposing
from checklists.services.asking import Line, Sheet
from checklists.states import Said
from core.errors import DomainError, NotYoursError
from core.forms import RefusedAt
from core.listing import Table
from core.requests import SignedInRequest
from core.views.privacy import personal_data
from rectification.models import Item
from visits.models import Visit
from visits.views.looking_up import visit_of
from visits.workflow import closed_to, registers_on


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def visit_checklist(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """All items with their answers; with `at`, one of them to be answered."""
    visit = visit_of(request, pk)
    answers = registers_on(visit, request.user)
    if request.method == "POST" and not answers:
        raise NotYoursError(closed_to(visit, request.user))
    sheet = asking.sheet_of(visit, kind)
    if sheet is None or not (sheet.run or answers):
        return _unused(request, visit, answers=answers)
    line = sheet.at(request.POST.get("code") or request.GET.get("code", ""))
    if line is None or not answers:
        return _overview(request, sheet, answers=answers)
    return _item(request, sheet, line)


def _unused(request: SignedInRequest, visit: Visit, *, answers: bool) -> HttpResponse:
    """No edition is in use on the day of the visit: said to who would answer it, not there for all others."""
    if not answers:
        raise Http404
    messages.error(request, _("No edition of this checklist is in use on the day of the visit."))
    return redirect(visit)


def _overview(request: SignedInRequest, sheet: Sheet, *, answers: bool) -> HttpResponse:
    context = {
        "sheet": sheet,
        "visit": sheet.visit,
        "table": Table(_("Items"), LINES, sheet.lines),
        "answers": answers,
        "here": request.path,
    }
    return render(request, "checklists/sheet.html", context)


def _item(request: SignedInRequest, sheet: Sheet, line: Line) -> HttpResponse:
    kept = {"note": line.answer.note} if line.answer else {}
    form = AnswerForm(request.POST or None, request.FILES or None, initial=kept)
    form.at(request.user, f"visit:{sheet.visit.pk}", f"answer-{line.question.code}")
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            said = form.given()
            made = answering.answer(sheet.visit, sheet.edition.kind, line.question.code, said, actor=request.user)
            return _onwards(request, sheet, line, made)
    context = {
        "form": form,
        "sheet": sheet,
        "visit": sheet.visit,
        "line": line,
        "place": sheet.place_of(line),
        "bases": asking.bases_of(line.question, sheet.visit.planned_on),
        "before": sheet.beside(line, -1),
        "after": sheet.beside(line, 1),
        "here": request.path,
    }
    return render(request, "checklists/item.html", context, status=422 if form.errors else 200)


def _onwards(request: SignedInRequest, sheet: Sheet, line: Line, made: ItemAnswer) -> HttpResponse:
    """To the finding of what is not met, else to the next item that is asked now; after the last one to all of them."""
    if made.said == Said.UNMET and made.finding_id is None:
        return redirect("checklists:answer-register", pk=made.pk)
    now = asking.sheet_of(sheet.visit, sheet.edition.kind)
    assert now is not None
    here = now.at(line.question.code)
    following = now.beside(here, 1) if here else None
    return redirect(f"{request.path}?code={following.question.code}" if following else request.path)


@login_required
@require_http_methods(["GET", "POST"])
@personal_data
def answer_register(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register the problem of an item that is not met: category, basis and level are filled in."""
    rows = ItemAnswer.objects.visible_to(request.user)
    answer = get_object_or_404(rows.select_related("run__edition", "question__category"), pk=pk)
    visit = visit_of(request, answer.run.visit_id)
    if not registers_on(visit, request.user):
        raise NotYoursError(closed_to(visit, request.user))
    if answer.said != Said.UNMET or answer.finding_id:
        return redirect(answer)
    form = _drafted(request, answer, visit)
    if request.method == "POST" and form.is_valid() and (item := _registered(form, answer)):
        messages.success(request, _("Registered as %(number)s, found on this visit.") % {"number": item.number})
        return redirect(answer)
    context = {"form": form, "visit": visit, "action": request.path, "answer": answer, "proposed": form.proposed}
    context["lead"] = "checklists/_proposal.html"
    return render(request, "rectification/register.html", context, status=422 if form.errors else 200)


def _drafted(request: SignedInRequest, answer: ItemAnswer, visit: Visit) -> DraftedForm:
    proposed = proposing.proposal(answer.question, visit.planned_on, answer.note)
    place = {"enterprise": visit.enterprise_id, "found_on": visit.planned_on}
    sent = (request.POST or None, request.FILES or None)
    form = DraftedForm(*sent, user=request.user, proposed=proposed, initial=place)
    form.at(request.user, f"answer:{answer.pk}", "register")
    return form


def _registered(form: DraftedForm, answer: ItemAnswer) -> Item | None:
    """The item; None where it is refused, which the form says."""
    try:
        return answering.register(answer, form.given(), actor=form.user)
    except DomainError as refusal:
        form.refuse(refusal)
    return None
