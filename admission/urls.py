from django.urls import path

from admission.listings import APPLICATIONS
from admission.views import applications, rules
from core.views.listing import listed

app_name = "admission"
urlpatterns = [
    path("admissions/", listed(APPLICATIONS), name="application-list"),
    path("admissions/<id:pk>/", applications.application_detail, name="application-detail"),
    path("admissions/<id:pk>/<slug:code>/", applications.application_step, name="application-step"),
    path("projects/<id:pk>/admissions/add/", applications.application_create, name="application-create"),
    path("parks/<id:pk>/admission-rules/add/", rules.rule_create, name="rule-create"),
    path("parks/admission-rules/<id:pk>/edit/", rules.rule_edit, name="rule-edit"),
]
