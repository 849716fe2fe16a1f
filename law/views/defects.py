"""瑕疵公文: one paper that cites what had ended, and what the legal reviewer says of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms import RefusedAt, dress
from core.requests import SignedInRequest
from law.forms import VerdictForm
from law.models import DefectivePaper
from law.services import defects
from law.services.defects import Said


@login_required
@require_http_methods(["GET", "POST"])
def defect_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = DefectivePaper.objects.visible_to(request.user).select_related("paper", "instrument__replaced_by")
    defect = get_object_or_404(rows, pk=pk)
    form = VerdictForm(request.POST or None, initial={"version": defect.version})
    dress(form)
    if request.method == "POST" and form.is_valid():
        with RefusedAt(form):
            version = form.cleaned_data.pop("version")
            defects.judge(defect.pk, Said(**form.cleaned_data), actor=request.user, version=version)
            messages.success(request, _("What the legal reviewer has said is noted."))
            return redirect(defect)
    shown = {"defect": defect, "form": form if defects.may_judge(defect, request.user) else None}
    return render(request, "law/defect.html", shown, status=422 if form.errors else 200)
