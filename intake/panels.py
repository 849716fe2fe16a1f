"""What lists of files have said of a file, on its page: also what no field of it takes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import reads_any
from core.panels import Tab
from core.requests import SignedInRequest
from intake.models import RegisterEntry
from intake.services import registers


def as_lists_say(file: models.Model, request: SignedInRequest) -> dict[str, object]:
    """The rows of lists that mean this file, the newest first, with their words by heading."""
    return {"entries": registers.entries_of(file, request.user)}


FROM_LISTS = Tab(
    85,
    "lists",
    _("In lists"),
    "intake/registers/_of_file.html",
    as_lists_say,
    seen_by=lambda user: reads_any(RegisterEntry, user),
)
