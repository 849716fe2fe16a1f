"""The list of what one has been told."""

from django.utils.translation import gettext_lazy as _

from core.listing import Act, Listing
from notices.filters import NoticeFilter
from notices.models import Notice

ACTS: list[Act] = []
"""Where one goes on from the list; the apps above add to it."""
NOTICES = Listing(
    title=_("Notices"),
    rows=lambda user: Notice.objects.visible_to(user),
    filters=NoticeFilter,
    acts=ACTS,
    more_acts="notices/_read_all.html",
    lead="notices/_notice_tabs.html",
    body="notices/_notices.html",
    nothing="notices/_no_notices.html",
    beside=lambda user: {"is_empty": not Notice.objects.visible_to(user).exists()},
    is_narrow=True,
)
