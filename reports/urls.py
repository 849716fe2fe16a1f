from django.urls import path, register_converter

from core.views.listing import listed
from documents.states import FileKind
from reports import views, workflow
from reports.listings import CIRCULARS, REPORTS


class KindConverter:
    regex = "|".join(FileKind.values)

    def to_python(self, value: str) -> FileKind:
        return FileKind(value)

    def to_url(self, value: str) -> str:
        return str(value)


class ActConverter:
    regex = "|".join(workflow.REPORTS.steps)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CircularActConverter(ActConverter):
    regex = "|".join(workflow.CIRCULARS.steps)


register_converter(KindConverter, "filekind")
register_converter(CircularActConverter, "circularact")
register_converter(ActConverter, "reportact")

app_name = "reports"
urlpatterns = [
    path("reports/", listed(REPORTS), name="report-list"),
    path("reports/build/", views.report_build, name="report-build"),
    path("reports/circulars/", listed(CIRCULARS), name="circular-list"),
    path("reports/circulars/draft/", views.circular_draft, name="circular-draft"),
    path("reports/circulars/<id:pk>/", views.circular_detail, name="circular-detail"),
    path("reports/circulars/<id:pk>/<paperfile:kind>/", views.circular_file, name="circular-file"),
    path("reports/circulars/<id:pk>/<circularact:act>/", views.circular_act, name="circular-act"),
    path("reports/<id:pk>/", views.report_detail, name="report-detail"),
    path("reports/<id:pk>/beside/<id:other>/", views.report_beside, name="report-beside"),
    path("reports/<id:pk>/<filekind:kind>/", views.report_file, name="report-file"),
    path("reports/<id:pk>/<reportact:act>/", views.report_act, name="report-act"),
]
