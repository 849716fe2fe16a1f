"""总量指标记账: postings are made under the lock of their account; no balance falls below nothing unsigned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError, NotAllowedError
from core.services import editing, log
from parks.models import QuotaAccount, QuotaPosting
from parks.rules import quota
from parks.rules.quota import NOTHING, Entry
from parks.states import PostingKind


class OverdrawnError(DomainError):
    """The balance would fall below nothing, and nobody has signed that it may."""

    status = 409


@dataclass(frozen=True)
class Posting:
    """What is to be posted; the amount in t/a. `project` is how another app names its project."""

    kind: str
    amount: Decimal
    day: date
    document: str
    project_name: str = ""
    project: str = ""
    reservation: QuotaPosting | None = None
    note: str = ""


@transaction.atomic
def post(account_id: int, given: Posting, *, actor: User, signed_reason: str = "") -> QuotaPosting:
    """Post to an account that the actor keeps. With a reason it may fall below nothing: who signs it has the right to.

    Raises NotKeeperError, NotAllowedError, OverdrawnError or DomainError; then nothing is posted.
    """
    editing.refuse_reader(actor)
    account = _held(account_id, actor)
    _refuse_unfit(account, given)
    effect = quota.effect_of(given.kind, given.amount)
    signer = _signer(account, Entry(given.day, effect), actor, signed_reason)
    row = QuotaPosting(
        account=account,
        kind=given.kind,
        amount=given.amount,
        effect=effect,
        day=given.day,
        document=given.document,
        project_name=given.project_name or (given.reservation.project_name if given.reservation else ""),
        project=given.project or (given.reservation.project if given.reservation else ""),
        reservation=given.reservation,
        note=given.note,
        signed_by=signer,
        signed_reason=signed_reason if signer else "",
    )
    return _written(row, actor, "quota.overdraw" if signer else "quota.post")


@transaction.atomic
def reverse(posting_id: int, *, actor: User, document: str, reason: str = "", signed_reason: str = "") -> QuotaPosting:
    """冲销: take a wrong posting back by another one of today. Raises as `post`."""
    editing.refuse_reader(actor)
    wrong = QuotaPosting.objects.visible_to(actor).whole().select_related("account").get(pk=posting_id)
    account = _held(wrong.account_id, actor)
    if not is_reversible(wrong):
        raise DomainError(_("This posting has been reversed already, or is a reversal."))
    if wrong.kind == PostingKind.RESERVED and open_part(wrong) < wrong.amount:
        raise DomainError(_("Part of this reservation has been used or released: reverse that first."))
    signer = _signer(account, Entry(clock.today(), -wrong.effect), actor, signed_reason)
    row = QuotaPosting(
        account=account,
        kind=PostingKind.REVERSAL,
        amount=wrong.amount,
        effect=-wrong.effect,
        day=clock.today(),
        document=document,
        note=reason,
        project_name=wrong.project_name,
        project=wrong.project,
        reverses=wrong,
        signed_by=signer,
        signed_reason=signed_reason if signer else "",
    )
    return _written(row, actor, "quota.reverse")


def is_reversible(posting: QuotaPosting) -> bool:
    """Whether it is neither a reversal nor reversed."""
    return posting.kind != PostingKind.REVERSAL and not QuotaPosting.objects.filter(reverses=posting).exists()


def balance(account: QuotaAccount, day: date | None = None) -> Decimal:
    """What may still be given away at the end of a day, or in the end: the sum of the postings until then."""
    rows = QuotaPosting.objects.filter(account=account)
    rows = rows if day is None else rows.filter(day__lte=day)
    return rows.aggregate(left=Sum("effect"))["left"] or NOTHING


def open_part(reservation: QuotaPosting) -> Decimal:
    """How much of a reservation has been neither used nor released; nothing of one that was reversed."""
    if QuotaPosting.objects.filter(reverses=reservation).exists():
        return NOTHING
    taken = QuotaPosting.objects.filter(reservation=reservation, reversal=None)
    return reservation.amount - (taken.aggregate(sum=Sum("amount"))["sum"] or NOTHING)


def open_reservations(account: QuotaAccount) -> list[tuple[QuotaPosting, Decimal]]:
    """The reservations of an account of which something is left, each with how much."""
    rows = QuotaPosting.objects.filter(account=account, kind=PostingKind.RESERVED, reversal=None)
    return [(row, left) for row in rows.order_by("day", "pk") if (left := open_part(row)) > 0]


def may_sign(actor: User) -> bool:
    """Whether a person may sign that a balance falls below nothing."""
    return actor.keeps_files and actor.assigns


def _held(account_id: int, actor: User) -> QuotaAccount:
    """The account, held until the end of the transaction, so that postings to it come one after another."""
    return QuotaAccount.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=account_id)


def _refuse_unfit(account: QuotaAccount, given: Posting) -> None:
    if given.kind == PostingKind.REVERSAL or given.kind not in PostingKind.values:
        raise DomainError(_("A posting is taken back by its reversal."), "kind")
    if given.amount <= 0:
        raise DomainError(_("An amount is more than nothing."), "amount")
    if given.day > clock.today():
        raise DomainError(_("This day has not come yet."), "day")
    if given.kind == PostingKind.RESERVED and not given.project_name:
        raise DomainError(_("Say for which project."), "project_name")
    if given.kind in quota.OUT_OF_A_RESERVATION:
        _refuse_unreserved(account, given)


def _refuse_unreserved(account: QuotaAccount, given: Posting) -> None:
    kept = given.reservation
    if kept is None or kept.account_id != account.pk or kept.kind != PostingKind.RESERVED:
        raise DomainError(_("Say out of which reservation."), "reservation")
    if given.amount > (left := open_part(kept)):
        raise DomainError(_("Of this reservation %(left)s t/a are left.") % {"left": left}, "amount")
    if given.day < kept.day:
        raise DomainError(_("It was reserved later than that."), "day")


def _signer(account: QuotaAccount, entry: Entry, actor: User, reason: str) -> User | None:
    """Who has signed that the account is overdrawn; None where it isn't. Raises OverdrawnError or NotAllowedError."""
    if entry.effect >= 0:
        return None
    lowest = quota.lowest_from([*_entries(QuotaPosting.objects.filter(account=account)), entry], entry.day)
    if lowest >= 0:
        return None
    if not reason:
        said = {"left": lowest.normalize()}
        raise OverdrawnError(
            _("The balance would be %(left)s t/a; that has to be signed with a reason.") % said, "amount"
        )
    if not may_sign(actor):
        raise NotAllowedError(_("Only who assigns for the county signs an overdraft."), "signed_reason")
    return actor


def _entries(rows: "QuerySet[QuotaPosting]") -> Iterable[Entry]:
    yield from (Entry(day, effect) for day, effect in rows.values_list("day", "effect"))


def _written(row: QuotaPosting, actor: User, act: str) -> QuotaPosting:
    row.posted_by, row.posted_at = actor, clock.now()
    row.save(force_insert=True)
    after = {"kind": row.kind, "amount": row.amount, "day": row.day, "document": row.document}
    log.record(act, row.account, actor=actor, after=after, reason=row.signed_reason)
    return row
