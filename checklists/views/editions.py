"""检查表的版次: drawn up, changed item by item, approved by another person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from checklists.forms import EditionForm, QuestionForm
from checklists.listings import QUESTIONS
from checklists.models import Edition, Question
from checklists.services import editions
from checklists.workflow import EDITIONS, keeps
from core.errors import DomainError
from core.forms import RefusedAt
from core.listing import Table
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.acting import refuse_others, take
from core.views.checking import check_step
from core.views.editing import create, edit

LAST_PLACE = 10


@login_required
@require_http_methods(["GET", "POST"])
def edition_create(request: SignedInRequest) -> HttpResponse:
    if not keeps(request.user):
        raise PermissionDenied
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            made = editions.draw_up(actor=request.user, **form.cleaned_data)
            messages.success(request, _("Drawn up; change its items, then another coordinator approves it."))
            return redirect(made)
    title = _("Draw up an edition")
    context = {"form": form, "title": title, "act": title, "back": reverse("checklists:edition-list")}
    return render(request, "core/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def edition_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Edition.objects.visible_to(request.user).select_related("drafted_by", "decided_by")
    edition = get_object_or_404(rows, pk=pk)
    is_changed = edition.is_draft and keeps(request.user)
    questions = list(edition.questions.select_related("category"))
    for question in questions:
        question.edition = edition
    context = {
        "edition": edition,
        "table": Table(_("Items"), QUESTIONS, questions),
        "is_changed": is_changed,
        "steps": [step for step in EDITIONS.steps.values() if EDITIONS.allows(step.name, edition, request.user)],
        "back": reverse("checklists:edition-list"),
    }
    return render(request, "checklists/edition.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edition_act(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """A step of one press."""
    edition, step = get_object_or_404(Edition.objects.visible_to(request.user), pk=pk), EDITIONS.steps[act]
    refuse_others(step, edition, request.user)
    if request.method != "POST":
        is_asked = step.means and EDITIONS.allows(act, edition, request.user)
        return check_step(request, EDITIONS, edition, act, str(edition)) if is_asked else redirect(edition)
    try:
        take(EDITIONS, pk, act, actor=request.user, version=whole(request.POST.get("version", "")))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(step.done))
    return redirect(edition)


def _decided(request: SignedInRequest, edition: Edition) -> HttpResponse:
    """Nothing of it changes any more: said before anybody types."""
    messages.error(request, _("This edition has been decided; draw up a further one."))
    return redirect(edition)


@login_required
@require_http_methods(["GET", "POST"])
def question_create(request: SignedInRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
    if not keeps(request.user):
        raise PermissionDenied
    if not edition.is_draft and request.method == "GET":
        return _decided(request, edition)
    last = edition.questions.order_by("position").last()
    row = Question(edition=edition, position=(last.position if last else 0) + LAST_PLACE)
    back = edition.get_absolute_url()
    return create(
        request, row, QuestionForm, title=_("Add an item: %(list)s") % {"list": edition}, back=back, write=editions.add
    )


@login_required
@require_http_methods(["GET", "POST"])
def question_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Question.objects.visible_to(request.user).select_related("edition")
    question = get_object_or_404(rows, pk=pk)
    if not keeps(request.user):
        raise PermissionDenied
    if not question.edition.is_draft and request.method == "GET":
        return _decided(request, question.edition)
    title = _("Change the item: %(item)s") % {"item": question.code}
    return edit(request, question, QuestionForm, title=title, write=editions.change)
