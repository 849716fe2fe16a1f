from django.contrib.staticfiles.apps import StaticFilesConfig


class PageFilesConfig(StaticFilesConfig):
    """Static files, without the parts of the style sheets that no page uses and that name missing pictures."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "tabler-*", "*.rtl.*")
