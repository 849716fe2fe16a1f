"""One page for every step: the table says who may, the form says what is asked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from rectification import workflow
from rectification.forms.steps import FORMS, StepForm
from rectification.models import Item
from rectification.services import advance, telling


@login_required
@require_http_methods(["GET", "POST"])
def transition(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show what a step asks, or take it; what was typed and uploaded stays when it is refused."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)
    step, given = workflow.TRANSITIONS[name], request.POST if request.method == "POST" else None
    form = FORMS[name](given, request.FILES or None, item=item, user=request.user)
    if given is not None and _is_taken(request, name, form):
        return redirect(item)
    status = 200 if given is None else 409 if form.is_stale else 422
    context = {"item": item, "step": step, "form": form, "refusal": _refusal(form, step)}
    return render(request, "rectification/step.html", context, status=status)


def _is_taken(request: HttpRequest, name: str, form: StepForm) -> bool:
    """Whether the step was taken; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        files = form.keep_uploads()
        given = {**form.given(), **({"evidence": files} if form.upload_kinds else {})}
        done = advance(form.item.pk, name, actor=form.user, version=form.cleaned_data["version"], **given)
    except DomainError as refusal:
        form.refuse(refusal)
        return False
    except Item.DoesNotExist:
        form.refuse(DomainError(_("Somebody has changed this item since you opened it.")))
        return False
    messages.success(request, telling.sentence(done, name))
    return True


def _refusal(form: StepForm, step: workflow.Transition) -> str:
    """Why the step can't be taken at all, for whoever comes by an old link; empty where it can."""
    try:
        workflow.check_turn(form.item, step, form.user)
    except workflow.WorkflowError as refusal:
        return str(refusal)
    return ""
