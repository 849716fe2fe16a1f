"""The smaller entries of a park's file: each is added and changed in the same way."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.fields import scoped
from core.forms import FileForm
from core.requests import SignedInRequest
from core.views.editing import create, edit, place_of
from parks.forms.entries import (
    CapacityAssessmentForm,
    ParkLevelForm,
    ParkPaperForm,
    RecognitionProblemForm,
    StopNoticeForm,
    UpgradePlanForm,
)
from parks.models import (
    CapacityAssessment,
    Park,
    ParkLevel,
    ParkPaper,
    RecognitionProblem,
    StopNotice,
    UpgradePlan,
)
from parks.models.entries import Entry

View = Callable[..., HttpResponse]


def adding(model: type[Entry], form: type[FileForm], title: str | Promise) -> View:
    """The page on which such an entry is added to the file of a park."""

    @login_required
    @require_http_methods(["GET", "POST"])
    def added(request: SignedInRequest, pk: int) -> HttpResponse:
        park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
        row = model.of(park)
        return create(request, row, form, title=f"{title} · {park.label}", back=place_of(row))

    return added


def changing(model: type[Entry], form: type[FileForm]) -> View:
    """The page on which such an entry is changed."""

    @login_required
    @require_http_methods(["GET", "POST"])
    def changed(request: SignedInRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(scoped(model).visible_to(request.user), pk=pk)
        return edit(request, row, form, title=_("Edit %(name)s") % {"name": row})

    return changed


problem_create = adding(RecognitionProblem, RecognitionProblemForm, gettext_lazy("Add a recognition problem"))
problem_edit = changing(RecognitionProblem, RecognitionProblemForm)
level_create = adding(ParkLevel, ParkLevelForm, gettext_lazy("Add a level"))
level_edit = changing(ParkLevel, ParkLevelForm)
upgrade_create = adding(UpgradePlan, UpgradePlanForm, gettext_lazy("Add an upgrade plan"))
upgrade_edit = changing(UpgradePlan, UpgradePlanForm)
capacity_create = adding(CapacityAssessment, CapacityAssessmentForm, gettext_lazy("Add a carrying-capacity assessment"))
capacity_edit = changing(CapacityAssessment, CapacityAssessmentForm)
stop_create = adding(StopNotice, StopNoticeForm, gettext_lazy("Record a stop notice"))
stop_edit = changing(StopNotice, StopNoticeForm)
paper_edit = changing(ParkPaper, ParkPaperForm)
