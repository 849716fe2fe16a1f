from django.urls import path, register_converter
from django.urls.converters import StringConverter

from core.converters import SecretConverter
from core.views.listing import exported, listed
from visits import workflow
from visits.listings import CAPS, VISITS
from visits.services import visit_papers
from visits.views import acting, caps, gate, papers, places, planning, showing


class ActConverter(StringConverter):
    regex = "|".join(workflow.VISITS.steps)


class CodeConverter(SecretConverter):
    """The number of a visit and what seals it (`visits.services.codes`)."""

    regex = r"[1-9][0-9]{0,14}-[a-z2-7]{26}"


class PaperConverter(StringConverter):
    regex = "|".join(visit_papers.BY_SLUG)


register_converter(ActConverter, "visitact")
register_converter(PaperConverter, "visitpaper")
register_converter(CodeConverter, "visitcode")

app_name = "visits"
urlpatterns = [
    path("visits/", listed(VISITS), name="visit-list"),
    path("visits/export/", exported(VISITS), name="visit-export"),
    path("visits/add/", planning.visit_create, name="visit-create"),
    path("visits/<id:pk>/", showing.visit_detail, name="visit-detail"),
    path("visits/<id:pk>/edit/", planning.visit_edit, name="visit-edit"),
    path("visits/<id:pk>/code/", showing.visit_code, name="visit-code"),
    path("visits/<id:pk>/register/", planning.visit_register, name="visit-register"),
    path("visits/<id:pk>/papers/<visitpaper:act>/", papers.visit_paper_issue, name="visit-paper-issue"),
    path("visits/<id:pk>/<visitact:act>/", acting.visit_act, name="visit-act"),
    path("visits/officers/<id:pk>/declare/", planning.officer_declare, name="officer-declare"),
    path("visits/gate/<visitcode:code>/", gate.visit_gate, name="visit-gate"),
    path("visits/places/enterprises/<id:pk>/", places.enterprise_place, name="enterprise-place"),
    path("visits/places/sources/<id:pk>/", places.source_place, name="source-place"),
    path("visits/stickers/<id:pk>/", places.enterprise_stickers, name="enterprise-stickers"),
    path("visits/caps/", listed(CAPS), name="cap-list"),
    path("visits/caps/add/", caps.cap_create, name="cap-create"),
    path("visits/caps/<id:pk>/edit/", caps.cap_edit, name="cap-edit"),
]
