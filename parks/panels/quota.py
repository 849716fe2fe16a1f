"""总量指标 in the file of a park: its accounts as of a day, and the stops of approvals beside them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.listing import Column, Table, Value, Words
from core.requests import SignedInRequest
from parks.forms.asked import as_of
from parks.models import Park, QuotaAccount, QuotaPosting
from parks.rules.quota import NOTHING
from parks.services import quota, stops
from parks.states import PostingKind


@dataclass
class Sums:
    """An account on a day, in t/a: what came in, what is reserved and in use, what may still be given away."""

    account: QuotaAccount
    by_kind: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    balance: Decimal = NOTHING

    @property
    def granted(self) -> Decimal:
        """Granted, less what the authority has cut."""
        return self.by_kind[PostingKind.GRANTED] - self.by_kind[PostingKind.CUT]

    @property
    def traded(self) -> Decimal:
        """Traded in, less what was traded out."""
        return self.by_kind[PostingKind.TRADED_IN] - self.by_kind[PostingKind.TRADED_OUT]

    @property
    def reduced(self) -> Decimal:
        return self.by_kind[PostingKind.REDUCED]

    @property
    def used(self) -> Decimal:
        return self.by_kind[PostingKind.USED]

    @property
    def reserved(self) -> Decimal:
        """Reserved and neither used nor released yet."""
        return self.by_kind[PostingKind.RESERVED] - self.used - self.by_kind[PostingKind.RELEASED]

    @property
    def is_overdrawn(self) -> bool:
        return self.balance < 0


@dataclass(frozen=True)
class Line:
    """A posting with the balance after it."""

    posting: QuotaPosting
    after: Decimal


def summed(account: QuotaAccount, postings: Iterable[QuotaPosting], day: date) -> Sums:
    """The sums of an account at the end of a day; a posting that was reversed until then counts in no kind."""
    known = [row for row in postings if row.day <= day]
    reversed_ = {row.reverses_id for row in known if row.reverses_id}
    sums = Sums(account)
    for row in known:
        sums.balance += row.effect
        if row.kind != PostingKind.REVERSAL and row.pk not in reversed_:
            sums.by_kind[row.kind] += row.amount
    return sums


def tonnes(amount: Decimal) -> str:
    """An amount in t/a to the kilogram, so that one stands below the other; with a fourth place where it has one."""
    return f"{amount:,.3f}" if amount == round(amount, 3) else f"{amount:,.4f}"


def signed(amount: Decimal) -> str:
    return f"{'+' if amount > 0 else ''}{tonnes(amount)}"


def number(name: str, label: Words, value: Value, cell: str = "text") -> Column:
    return Column(name, label, value, cell, style="number", head_style="number", labelled=True)


SUMS = (
    Column("pollutant", _("Pollutant"), "account.get_pollutant_display", "parks/_quota_account.html", style="problem"),
    Column("year", _("Year"), "account.year", labelled=True),
    number("granted", _("Granted (t/a)"), lambda sums: tonnes(sums.granted)),
    number("reduced", _("Reduced"), lambda sums: tonnes(sums.reduced)),
    number("traded", _("Traded"), lambda sums: tonnes(sums.traded)),
    number("reserved", _("Reserved"), lambda sums: tonnes(sums.reserved)),
    number("used", _("Quota used"), lambda sums: tonnes(sums.used)),
    number("balance", _("Balance"), lambda sums: tonnes(sums.balance), "parks/_quota_balance.html"),
)
POSTINGS = (
    Column("day", _("Day"), "posting.day", "day", style="nowrap"),
    Column("kind", _("Kind"), "posting.get_kind_display", "parks/_posting_kind.html", style="problem"),
    number("amount", _("Amount (t/a)"), lambda line: tonnes(line.posting.amount)),
    number("effect", _("Effect on the balance"), lambda line: signed(line.posting.effect)),
    number("after", _("Balance"), lambda line: tonnes(line.after)),
    Column("document", _("Document"), "posting.document", "parks/_posting_document.html"),
    Column("by", _("Posted by"), "posting.posted_by.name", style="nowrap"),
)
STOPS = (
    Column("document", _("Document"), "document", "parks/_stop.html", style="problem"),
    Column("pollutant", _("Pollutant"), "get_pollutant_display", empty=_("all"), labelled=True),
    Column("region", _("Region"), "region", labelled=True),
    Column("since", _("From"), "since", "day", style="nowrap", labelled=True),
    Column("until", _("Until"), "until", "parks/_stop_until.html", style="nowrap", labelled=True),
)


def tab(park: Park, request: SignedInRequest) -> dict[str, object]:
    """The accounts of the latest years as of a day, and the stops of approvals."""
    day = as_of(request.GET)
    postings = defaultdict(list)
    for row in QuotaPosting.objects.visible_to(request.user).filter(account__park=park):
        postings[row.account_id].append(row)
    accounts = [summed(account, postings[account.pk], day) for account in park.quota_accounts.all()]
    keeps = request.user.keeps_files
    return {
        "day": day,
        "accounts": Table(_("Pollutant quota"), SUMS, accounts),
        "stops": Table(_("Stops of approvals"), STOPS, stops.of(park, request.user)),
        "add_account": reverse("parks:quota-create", args=[park.pk]) if keeps else "",
        "add_stop": reverse("parks:stop-create", args=[park.pk]) if keeps else "",
    }


def shown(account: QuotaAccount, day: date) -> dict[str, object]:
    """What the page of an account shows of a day: its sums, and its postings each with the balance after it."""
    rows = list(
        account.postings.select_related("posted_by", "signed_by", "reservation", "reversal").filter(day__lte=day)
    )
    lines = [Line(row, after) for row, after in zip(rows, accumulate(row.effect for row in rows), strict=True)]
    return {"sums": summed(account, rows, day), "table": Table(_("Postings"), POSTINGS, lines[::-1])}


def reversed_balance(posting: QuotaPosting) -> dict[str, object]:
    """What the check page of a reversal says: the amount, and the balance before it and after."""
    before = quota.balance(posting.account)
    return {"amount": tonnes(posting.amount), "before": tonnes(before), "after": tonnes(before - posting.effect)}
