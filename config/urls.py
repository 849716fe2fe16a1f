from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("core.urls")),
    path("accounts/", include("accounts.urls")),
    path("api/v1/", include("config.api_urls")),
    path("language/", include("django.conf.urls.i18n")),
]
