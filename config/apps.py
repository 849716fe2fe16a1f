from django.contrib.staticfiles.apps import StaticFilesConfig

UNASKED = (
    "redoc",
    "rest_framework",
    "django_htmx",
    "ext",
    "htmx.js",
    "htmx.amd.js",
    "htmx.cjs.js",
    "htmx.esm.*",
    "leaflet-src*",
    "*.gz",
)
"""What packages bring along and no page asks for."""


class PageFilesConfig(StaticFilesConfig):
    """Static files, without those that no page asks for."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, *UNASKED)
