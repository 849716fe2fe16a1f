from django.urls import path

from core.views.listing import exported, listed
from plans.listings import CLOSURES, PLANS
from plans.views import closures, measures, plans

app_name = "plans"
urlpatterns = [
    path("plans/", listed(PLANS), name="plan-list"),
    path("plans/export/", exported(PLANS), name="plan-export"),
    path("enterprises/<id:pk>/plans/add/", plans.plan_create, name="plan-create"),
    path("plans/<id:pk>/", plans.plan_detail, name="plan-detail"),
    path("plans/<id:pk>/edit/", plans.plan_edit, name="plan-edit"),
    path("plans/<id:pk>/measures/add/", plans.plan_measure_create, name="plan-measure-create"),
    path("plans/measures/<id:pk>/edit/", plans.plan_measure_edit, name="plan-measure-edit"),
    path("plans/<id:pk>/opinions/add/", plans.opinion_create, name="opinion-create"),
    path("plans/opinions/<id:pk>/edit/", plans.opinion_edit, name="opinion-edit"),
    path("plans/<id:pk>/approve/", plans.plan_approve, name="plan-approve"),
    path("plans/<id:pk>/steps/<slug:code>/", plans.plan_act, name="plan-act"),
    path("plans/<id:pk>/steps/<slug:code>/reason/", plans.plan_reason, name="plan-reason"),
    path("closures/", listed(CLOSURES), name="closure-list"),
    path("closures/export/", exported(CLOSURES), name="closure-export"),
    path("enterprises/<id:pk>/closures/add/", closures.closure_create, name="closure-create"),
    path("closures/<id:pk>/", closures.closure_detail, name="closure-detail"),
    path("closures/<id:pk>/edit/", closures.closure_edit, name="closure-edit"),
    path("closures/<id:pk>/instalments/add/", closures.instalment_create, name="instalment-create"),
    path("closures/instalments/<id:pk>/edit/", closures.instalment_edit, name="instalment-edit"),
    path("closures/instalments/<id:pk>/scans/", closures.instalment_scans, name="instalment-scans"),
    path("closures/<id:pk>/steps/<slug:code>/", closures.closure_act, name="closure-act"),
    path("closures/<id:pk>/steps/<slug:code>/reason/", closures.closure_reason, name="closure-reason"),
    path("measures/<slug:kind>/<id:pk>/place/", measures.measure_place, name="measure-place"),
    path("measures/<slug:kind>/of/<id:pk>/place/", measures.measures_place, name="measures-place"),
    path("upgrades/<id:pk>/measures/add/", measures.upgrade_measure_create, name="upgrade-measure-create"),
    path("upgrades/measures/<id:pk>/edit/", measures.upgrade_measure_edit, name="upgrade-measure-edit"),
    path("capacity/<id:pk>/problems/add/", measures.feedback_create, name="feedback-create"),
    path("capacity/problems/<id:pk>/edit/", measures.feedback_edit, name="feedback-edit"),
]
