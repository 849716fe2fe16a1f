"""Saved views: a name for a link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.requests import SignedInRequest
from core.views.undoing import say_done
from rectification.models import SavedView
from rectification.services import views


@login_required
@require_POST
def view_save(request: SignedInRequest) -> HttpResponse:
    """Keep the present link under a name."""
    query, name = request.POST.get("query", "").lstrip("?"), request.POST.get("name", "").replace("\x00", "")
    before = views.as_it_is(request.user, name)
    try:
        kept = views.save(request.user, name=name, query=query)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("The view “%(name)s” has been saved.") % {"name": kept.name}
        say_done(request, said, views.back_to(before, actor=request.user, said=said))
    return redirect(f"{reverse('rectification:item-list')}?{query}")


@login_required
@require_POST
def view_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget an own view."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    before = views.as_it_is(request.user, view.name)
    views.forget(view)
    said = _("The view “%(name)s” has been deleted.") % {"name": view.name}
    say_done(request, said, views.back_to(before, actor=request.user, said=said))
    return redirect("rectification:item-list")
