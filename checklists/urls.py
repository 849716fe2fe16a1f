from django.urls import path, register_converter
from django.urls.converters import StringConverter

from checklists import workflow
from checklists.listings import EDITIONS
from checklists.states import OF_A_VISIT
from checklists.views import answering, editions, signing
from core.views.listing import exported, listed


class ActConverter(StringConverter):
    regex = "|".join(workflow.EDITIONS.steps)


class KindConverter(StringConverter):
    """A checklist that is answered on a visit."""

    regex = "|".join(OF_A_VISIT)


register_converter(ActConverter, "checklistact")
register_converter(KindConverter, "checklistkind")

app_name = "checklists"
urlpatterns = [
    path("checklists/", listed(EDITIONS), name="edition-list"),
    path("checklists/export/", exported(EDITIONS), name="edition-export"),
    path("checklists/add/", editions.edition_create, name="edition-create"),
    path("checklists/<id:pk>/", editions.edition_detail, name="edition-detail"),
    path("checklists/<id:pk>/<checklistact:act>/", editions.edition_act, name="edition-act"),
    path("checklists/<id:pk>/items/add/", editions.question_create, name="edition-question"),
    path("checklists/items/<id:pk>/edit/", editions.question_edit, name="question-edit"),
    path("checklists/visits/<id:pk>/<checklistkind:kind>/", answering.visit_checklist, name="visit-checklist"),
    path("checklists/visits/<id:pk>/sign/", signing.visit_sign, name="visit-sign"),
    path("checklists/answers/<id:pk>/register/", answering.answer_register, name="answer-register"),
]
