from django.urls import path, register_converter
from django.urls.converters import StringConverter

from core.views.listing import listed
from documents.states import FileKind
from reports import workflow
from reports.listings import CIRCULARS, REPORTS, SENT_VERSIONS, WORDINGS
from reports.views import papers, sent, wordings


class KindConverter:
    regex = "|".join(FileKind.values)

    def to_python(self, value: str) -> FileKind:
        return FileKind(value)

    def to_url(self, value: str) -> str:
        return str(value)


class ActConverter(StringConverter):
    regex = "|".join(workflow.REPORTS.steps)


class CircularActConverter(StringConverter):
    regex = "|".join(workflow.CIRCULARS.steps)


class WordingActConverter(StringConverter):
    regex = "|".join(workflow.WORDINGS.steps)


register_converter(KindConverter, "filekind")
register_converter(CircularActConverter, "circularact")
register_converter(ActConverter, "reportact")
register_converter(WordingActConverter, "wordingact")

app_name = "reports"
urlpatterns = [
    path("reports/", listed(REPORTS), name="report-list"),
    path("reports/build/", papers.report_build, name="report-build"),
    path("reports/circulars/", listed(CIRCULARS), name="circular-list"),
    path("reports/circulars/draft/", papers.circular_draft, name="circular-draft"),
    path("reports/circulars/<id:pk>/", papers.circular_detail, name="circular-detail"),
    path("reports/circulars/<id:pk>/<paperfile:kind>/", papers.circular_file, name="circular-file"),
    path("reports/circulars/<id:pk>/<circularact:act>/", papers.circular_act, name="circular-act"),
    path("reports/sent/", listed(SENT_VERSIONS), name="sent-list"),
    path("reports/wordings/", listed(WORDINGS), name="wording-list"),
    path("reports/wordings/<id:pk>/", wordings.wording_detail, name="wording-detail"),
    path("reports/wordings/<id:pk>/<wordingact:act>/", wordings.wording_act, name="wording-act"),
    path("reports/<id:pk>/", papers.report_detail, name="report-detail"),
    path("reports/<id:pk>/sent/", sent.report_sent, name="report-sent"),
    path("reports/<id:pk>/beside/<id:other>/", papers.report_beside, name="report-beside"),
    path("reports/<id:pk>/<filekind:kind>/", papers.report_file, name="report-file"),
    path("reports/<id:pk>/<reportact:act>/", papers.report_act, name="report-act"),
]
