"""The ledger leaves as Excel."""

from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.fields import readable
from core.requests import SignedInRequest
from core.views.listing import Found, exported
from rectification.forms.filtering import FilterForm
from rectification.listings import LEDGER, ON_PAGE, ON_PAPER, SEEN_ON_PAPER
from rectification.models import Item
from rectification.services import exporting, grid, grouping
from rectification.views.arranging import Kept


def _book(request: SignedInRequest, found: Found) -> IO[bytes]:
    """The rows that the link finds, with the filter, the moment and who took it in the head."""
    columns = readable(ON_PAPER, Item, request.user)
    return exporting.workbook_of(found.rows, columns, heading=_heading(request), moment=found.asked.moment)


def _heading(request: SignedInRequest) -> str:
    moment = timezone.localtime(clock.now()).strftime("%Y-%m-%d %H:%M")
    filtered_by = FilterForm(request.GET, user=request.user).said()
    return " · ".join(filter(None, (_("Rectification ledger"), filtered_by, moment, request.user.full_label)))


def _book_as_seen(request: SignedInRequest, found: Found) -> IO[bytes]:
    """The columns that the page shows, in their order, and the rows in its groups."""
    kept, asked = Kept.of(request), request.GET.dict()
    offered = readable(ON_PAGE, Item, request.user)
    shown = grid.arranged(offered, request.GET.getlist("cols"), kept.view, kept.usual)
    form = FilterForm(request.GET, user=request.user)
    heads = grouping.heads_asked(found.rows, asked, found.asked.day, form.word_of)
    return exporting.workbook_of(
        found.rows,
        [SEEN_ON_PAPER[column.name] for column in shown],
        heading=_heading(request),
        moment=found.asked.moment,
        heads={key: head.line for key, head in heads.items()},
    )


item_export = exported(LEDGER, book=_book)
"""With all columns of the workbook, whichever the page shows."""
view_export = exported(LEDGER, book=_book_as_seen)
