from django.urls import path, register_converter
from django.urls.converters import StringConverter

from superiors import workflow
from superiors.views import lists, papers


class ActConverter(StringConverter):
    regex = "|".join(step.name for step in workflow.PAPERS.steps.values() if step.button)


register_converter(ActConverter, "listact")

app_name = "superiors"
urlpatterns = [
    path("lists/", lists.list_list, name="list-list"),
    path("lists/<id:pk>/", lists.list_detail, name="list-detail"),
    path("lists/<id:pk>/export/", lists.list_export, name="list-export"),
    path("lists/<id:pk>/edit/", lists.list_edit, name="list-edit"),
    path("lists/<id:pk>/answer/", lists.answer_draft, name="list-answer"),
    path("lists/<id:pk>/publish/", lists.publication_draft, name="list-publish"),
    path("lists/papers/<id:pk>/", papers.paper_detail, name="listpaper-detail"),
    path("lists/papers/<id:pk>/words/", papers.paper_words, name="listpaper-words"),
    path("lists/papers/<id:pk>/own/<id:batch>/", papers.paper_own_file, name="listpaper-own-file"),
    path("lists/papers/<id:pk>/<paperfile:kind>/", papers.paper_file, name="listpaper-file"),
    path("lists/papers/<id:pk>/xlsx/", papers.paper_file, {"kind": "xlsx"}, name="listpaper-book"),
    path("lists/papers/<id:pk>/steps/<listact:act>/", papers.paper_act, name="listpaper-act"),
]
