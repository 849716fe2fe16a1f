from django.urls import path, register_converter
from django.urls.converters import StringConverter

from annualplans import workflow
from annualplans.listings import LINES, PLANS, UNPLACED
from annualplans.views import lines, plans
from core.views.listing import exported, listed


class PlanActConverter(StringConverter):
    regex = "|".join(workflow.PLANS.steps)


class LineActConverter(StringConverter):
    regex = "|".join(workflow.LINES.steps)


register_converter(PlanActConverter, "annualplanact")
register_converter(LineActConverter, "plannedact")

app_name = "annualplans"
urlpatterns = [
    path("annual-plans/", listed(PLANS), name="yearplan-list"),
    path("annual-plans/add/", plans.plan_create, name="yearplan-create"),
    path("annual-plans/lines/", listed(LINES), name="line-list"),
    path("annual-plans/lines/export/", exported(LINES), name="line-export"),
    path("annual-plans/lines/<id:pk>/", lines.line_detail, name="line-detail"),
    path("annual-plans/lines/<id:pk>/<plannedact:act>/", lines.line_act, name="line-act"),
    path("annual-plans/unplaced/", listed(UNPLACED), name="unplaced-list"),
    path("annual-plans/unplaced/export/", exported(UNPLACED), name="unplaced-export"),
    path("annual-plans/shares/<id:pk>/edit/", plans.share_edit, name="share-edit"),
    path("annual-plans/<id:pk>/", plans.plan_detail, name="yearplan-detail"),
    path("annual-plans/<id:pk>/load/", plans.plan_load, name="yearplan-load"),
    path("annual-plans/<id:pk>/add/", lines.line_create, name="line-create"),
    path("annual-plans/<id:pk>/<annualplanact:act>/", plans.plan_act, name="yearplan-act"),
]
