from django.urls import URLPattern, URLResolver, include, path, register_converter

from core.converters import IdConverter, SecretConverter
from core.first_words import at_root
from documents.converters import PaperFileConverter

register_converter(IdConverter, "id")
register_converter(SecretConverter, "secret")
register_converter(PaperFileConverter, "paperfile")

urlpatterns: list[URLPattern | URLResolver] = [
    at_root("core.urls"),
    at_root("notices.urls"),
    at_root("documents.urls"),
    at_root("rectification.urls"),
    at_root("intake.urls"),
    at_root("supervision.urls"),
    at_root("plans.urls"),
    at_root("superiors.urls"),
    at_root("dashboards.urls"),
    at_root("meetings.urls"),
    at_root("comments.urls"),
    at_root("draws.urls"),
    at_root("campaigns.urls"),
    at_root("challenges.urls"),
    at_root("visits.urls"),
    at_root("annualplans.urls"),
    at_root("checklists.urls"),
    at_root("field.urls"),
    at_root("tips.urls"),
    at_root("reports.urls"),
    at_root("parks.urls"),
    at_root("maps.urls"),
    at_root("enterprises.urls"),
    at_root("law.urls"),
    at_root("projects.urls"),
    at_root("safety.urls"),
    at_root("objections.urls"),
    at_root("admission.urls"),
    at_root("capability.urls"),
    path("accounts/", include("accounts.urls")),
    path("api/v1/", include("config.api_urls")),
    path("language/", include("django.conf.urls.i18n")),
]

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.permission_denied"
handler404 = "core.views.errors.page_not_found"
handler500 = "core.views.errors.server_error"
