"""What has been imported lately."""

from django.utils.translation import gettext_lazy as _

from core.listing import Column

BATCHES = (
    Column("file", _("File"), "file_name", "intake/_batch_file.html", style="problem"),
    Column("who", _("Who"), "uploaded_by"),
    Column("when", _("When"), "uploaded_at", "moment", labelled=True),
    Column("stage", _("Stage"), "get_stage_display"),
    Column(
        "imported",
        _("Imported"),
        "on_ledger",
        "intake/_batch_imported.html",
        style="number",
        head_style="number",
        labelled=True,
    ),
)
