from django.urls import URLPattern, URLResolver, include, path, register_converter

from core.converters import IdConverter
from documents.converters import PaperFileConverter

register_converter(IdConverter, "id")
register_converter(PaperFileConverter, "paperfile")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("core.urls")),
    path("", include("notices.urls")),
    path("", include("documents.urls")),
    path("", include("rectification.urls")),
    path("", include("intake.urls")),
    path("", include("supervision.urls")),
    path("", include("dashboards.urls")),
    path("", include("reports.urls")),
    path("", include("parks.urls")),
    path("", include("enterprises.urls")),
    path("accounts/", include("accounts.urls")),
    path("api/v1/", include("config.api_urls")),
    path("language/", include("django.conf.urls.i18n")),
]

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.permission_denied"
handler404 = "core.views.errors.page_not_found"
handler500 = "core.views.errors.server_error"
