from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.views.listing import exported, listed
from safety.forms import (
    CertificateForm,
    CrowdedPlaceForm,
    DrillForm,
    EmergencyPlanForm,
    HeldChemicalForm,
    KeyPersonForm,
    OperatedProcessForm,
    StatusAssessmentForm,
)
from safety.listings import SHORTFALLS, SOURCES
from safety.models import (
    Certificate,
    CrowdedPlace,
    Drill,
    EmergencyPlan,
    HeldChemical,
    KeyPerson,
    OperatedProcess,
    StatusAssessment,
)
from safety.views import guarantors, hazard_sources, shortfalls
from safety.views.rows import added, certificate_create, changed

KEYS, PEOPLE, PREPARED, PLACES = "key-safety", "key-people", "preparedness", "crowded-places"
ADD_PROCESS = _("Add a key hazardous process of %(name)s")
ADD_CHEMICAL = _("Add a key supervised chemical of %(name)s")
ADD_PERSON = _("Add a key person of %(name)s")
ADD_PLACE = _("Add a post or building of %(name)s")
ADD_PLAN = _("Add an emergency plan of %(name)s")
ADD_DRILL = _("Add a drill of %(name)s")
ADD_ASSESSMENT = _("Add a safety status assessment of %(name)s")
app_name = "safety"
urlpatterns = [
    path("hazard-sources/", listed(SOURCES), name="source-list"),
    path("hazard-sources/export/", exported(SOURCES), name="source-export"),
    path("hazard-sources/<id:pk>/", hazard_sources.source_detail, name="source-detail"),
    path("hazard-sources/<id:pk>/edit/", hazard_sources.source_edit, name="source-edit"),
    path("hazard-sources/<id:pk>/assess/", hazard_sources.source_assess, name="source-assess"),
    path("enterprises/<id:pk>/hazard-sources/add/", hazard_sources.source_create, name="enterprise-source-add"),
    path(
        "enterprises/<id:pk>/key-processes/add/",
        added(OperatedProcess, OperatedProcessForm, title=ADD_PROCESS, tab=KEYS),
        name="enterprise-process-add",
    ),
    path(
        "enterprises/<id:pk>/key-chemicals/add/",
        added(HeldChemical, HeldChemicalForm, title=ADD_CHEMICAL, tab=KEYS),
        name="enterprise-chemical-add",
    ),
    path(
        "enterprises/<id:pk>/key-people/add/",
        added(KeyPerson, KeyPersonForm, title=ADD_PERSON, tab=PEOPLE),
        name="enterprise-person-add",
    ),
    path(
        "key-processes/<id:pk>/edit/",
        changed(OperatedProcess, OperatedProcessForm, "enterprise", "process"),
        name="process-edit",
    ),
    path(
        "key-chemicals/<id:pk>/edit/",
        changed(HeldChemical, HeldChemicalForm, "enterprise", "chemical"),
        name="chemical-edit",
    ),
    path(
        "enterprises/<id:pk>/emergency-plans/add/",
        added(EmergencyPlan, EmergencyPlanForm, title=ADD_PLAN, tab=PREPARED),
        name="enterprise-plan-add",
    ),
    path(
        "enterprises/<id:pk>/drills/add/",
        added(Drill, DrillForm, title=ADD_DRILL, tab=PREPARED),
        name="enterprise-drill-add",
    ),
    path(
        "enterprises/<id:pk>/status-assessments/add/",
        added(StatusAssessment, StatusAssessmentForm, title=ADD_ASSESSMENT, tab=PREPARED),
        name="enterprise-assessment-add",
    ),
    path("emergency-plans/<id:pk>/edit/", changed(EmergencyPlan, EmergencyPlanForm, "enterprise"), name="plan-edit"),
    path("drills/<id:pk>/edit/", changed(Drill, DrillForm, "enterprise"), name="drill-edit"),
    path(
        "status-assessments/<id:pk>/edit/",
        changed(StatusAssessment, StatusAssessmentForm, "enterprise"),
        name="assessment-edit",
    ),
    path("safety/shortfalls/", listed(SHORTFALLS), name="shortfall-list"),
    path("safety/shortfalls/<id:pk>/", shortfalls.shortfall_detail, name="shortfall-detail"),
    path("safety/shortfalls/<id:pk>/dismiss/", shortfalls.shortfall_dismiss, name="shortfall-dismiss"),
    path(
        "enterprises/<id:pk>/crowded-places/add/",
        added(CrowdedPlace, CrowdedPlaceForm, title=ADD_PLACE, tab=PLACES),
        name="enterprise-place-add",
    ),
    path("crowded-places/<id:pk>/edit/", changed(CrowdedPlace, CrowdedPlaceForm, "enterprise"), name="place-edit"),
    path("hazard-sources/<id:pk>/guarantors/add/", guarantors.guarantor_add, name="source-guarantor-add"),
    path("guarantors/<id:pk>/edit/", guarantors.guarantor_edit, name="guarantor-edit"),
    path("guarantors/<id:pk>/check/", guarantors.guarantor_check, name="guarantor-check"),
    path("key-people/<id:pk>/edit/", changed(KeyPerson, KeyPersonForm, "enterprise"), name="person-edit"),
    path("key-people/<id:pk>/certificates/add/", certificate_create, name="person-certificate-add"),
    path(
        "certificates/<id:pk>/edit/",
        changed(Certificate, CertificateForm, "person__enterprise"),
        name="certificate-edit",
    ),
]
