"""The ledger leaves as Excel."""

from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.fields import readable
from core.requests import SignedInRequest
from core.views.listing import Found, exported
from rectification.forms.filtering import FilterForm
from rectification.listings import LEDGER, ON_PAPER
from rectification.models import Item
from rectification.services import exporting


def _book(request: SignedInRequest, found: Found) -> IO[bytes]:
    """Exactly what the link shows, with the filter, the moment and who took it in the head."""
    columns = readable(ON_PAPER, Item, request.user)
    return exporting.workbook_of(found.rows, columns, heading=_heading(request), moment=found.asked.moment)


def _heading(request: SignedInRequest) -> str:
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    filtered_by = FilterForm(request.GET, user=request.user).said()
    return " · ".join(filter(None, (_("Rectification ledger"), filtered_by, moment, request.user.full_label)))


item_export = exported(LEDGER, book=_book)
