"""The page of one item, and its correction."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from rectification import workflow
from rectification.forms.correction import CorrectionForm
from rectification.models import Item
from rectification.services import reading
from rectification.services.correction import correct


@login_required
@require_safe
def item_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, whose turn it is, the next act, the five elements, the evidence, the timeline."""
    items = Item.objects.visible_to(request.user).for_page().with_open_extensions()
    item = get_object_or_404(items.prefetch_related("assisting", "finding__sources"), pk=pk)
    context = {
        "item": item,
        "steps": workflow.available(item, request.user),
        "may_correct": item.is_open and request.user.assigns,
        **reading.page_of(item, request.user, decisions_only="decisions" in request.GET),
    }
    return render(request, "rectification/item_detail.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def item_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what an item says; state, deadline and people move by the steps alone."""
    item = get_object_or_404(Item.objects.visible_to(request.user).for_page(), pk=pk)
    form = CorrectionForm(request.POST or None, item=item, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            correct(item.pk, actor=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("%(number)s has been corrected.") % {"number": item.number})
            return redirect(item)
    status = 422 if form.errors else 200
    return render(request, "rectification/item_correct.html", {"item": item, "form": form}, status=status)
