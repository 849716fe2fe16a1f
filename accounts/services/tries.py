"""Every door counts the tries of a password in one place, before it looks at the password (security S04).

The count is a row held until it is written, so that a hundred tries at once are a hundred tries.
A device on which the person has logged in before has a count of its own, and none for its address: nobody
locks others out, neither by their account nor from behind the same address. Codes count like passwords.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import LoginTries, User
from accounts.rules.tries import Allowance, Count, account_key, after_giving_back, after_one_more, hashed
from accounts.services import known_devices
from core import clock
from core.errors import DomainError
from core.services import log

KEPT_FOR = timedelta(days=1)
logger = logging.getLogger(__name__)


class TooManyTriesError(DomainError):
    """Too many wrong passwords from one address."""

    status = 429
    kind = "about:blank#too-many-tries"

    def __init__(self, seconds: int) -> None:
        super().__init__(_("Too many wrong passwords from your network; try again later."), retry_after=seconds)


@dataclass(frozen=True)
class Try:
    """One try: whether the password or code is looked at at all, whether a wrong one locks, where it is counted.

    `is_known`: it comes from a device on which the person has logged in before, and is not counted for its address.
    """

    is_open: bool
    is_last: bool
    key: str
    address: str
    is_known: bool


def begin(username: str, *, address: str = "", device: str = "") -> Try:
    """Count a try; raises TooManyTriesError for an address that guesses."""
    now, device_number = clock.now(), known_devices.number_of(device, username)
    if address and not device_number:
        before, _after = _count(hashed("address", address), _of_address(), now)
        if before.is_locked(now):
            raise TooManyTriesError(seconds_left(before, now))
    key = hashed("account", username, device_number)
    before, after = _count(key, _of_account(), now, account=account_key(username))
    is_open = not before.is_locked(now)
    return Try(
        is_open=is_open,
        is_last=is_open and after.is_locked(now),
        key=key,
        address=address,
        is_known=bool(device_number),
    )


def count_checks(address: str, an_hour: int, *, about: str = "paper") -> None:
    """Count that an address has asked, as whether a paper is genuine; raises TooManyTriesError beyond so many an hour.

    What is asked `about` has a count of its own.
    """
    count_one(about, address, an_hour=an_hour)


def count_one(*key: str, an_hour: int) -> None:
    """Count one more of whatever the key names; raises TooManyTriesError beyond so many an hour."""
    now, hour = clock.now(), timedelta(hours=1)
    before, _after = _count(hashed(*key), Allowance(an_hour, hour, hour), now)
    if before.is_locked(now):
        raise TooManyTriesError(seconds_left(before, now))


@transaction.atomic
def take_one_back(*key: str) -> None:
    """What was counted last was none of those that the count is for."""
    _give_back(hashed(*key))


@transaction.atomic
def forgive(tried: Try) -> None:
    """All that is asked was right: the account begins anew, and the address has not guessed."""
    LoginTries.objects.filter(key=tried.key).delete()
    if not tried.is_known:
        _give_back(hashed("address", tried.address))


@transaction.atomic
def take_back(tried: Try) -> None:
    """The password was right, but a code is still to come: this try was no guess, and those before it stay counted."""
    _give_back(tried.key)
    if not tried.is_known:
        _give_back(hashed("address", tried.address))


def note_failure(tried: Try, person: User | None, *, of_code: bool = False) -> None:
    """The password or code was wrong or not looked at: both stand in the log, as does a lock; never what was typed."""
    logger.warning("A login has failed: account %s, address %s", person and person.pk, tried.address)
    log.record("session.code-refused" if of_code else "session.refused", person, actor=None)
    if tried.is_last and person is not None:
        log.record("account.locked-code" if of_code else "account.locked", person, actor=None)


def unlock(person: User) -> None:
    """Let the account be tried again, on all devices."""
    _of_person(person).delete()


def forget_old(now: datetime) -> int:
    """Drop the counts that count no more; answers how many."""
    return LoginTries.objects.filter(since__lt=now - KEPT_FOR).delete()[0]


def seconds_left(count: Count, now: datetime) -> int:
    """Whole seconds, rounded up, so that whoever waits for them is not told to wait once more."""
    return ceil((count.locked_until - now).total_seconds()) if count.locked_until else 0


def _give_back(key: str) -> None:
    row = LoginTries.objects.select_for_update().filter(key=key).first()
    if row is not None:
        _write(row, after_giving_back(_read(row)))


def _of_person(person: User) -> QuerySet[LoginTries]:
    return LoginTries.objects.filter(account=account_key(person.username))


@transaction.atomic
def _count(key: str, allowance: Allowance, now: datetime, account: str = "") -> tuple[Count, Count]:
    """The count before and after one more try."""
    rows = LoginTries.objects.select_for_update()
    row, _made = rows.get_or_create(key=key, defaults={"account": account, "since": now})
    before = _read(row)
    after = after_one_more(before, allowance, now)
    _write(row, after)
    return before, after


def _read(row: LoginTries) -> Count:
    return Count(row.tries, row.since, row.locked_until)


def _write(row: LoginTries, count: Count) -> None:
    row.tries, row.since, row.locked_until = count.tries, count.since, count.locked_until
    row.save(update_fields=["tries", "since", "locked_until"])


def _of_account() -> Allowance:
    within, lock = timedelta(minutes=settings.LOGIN_FAILURES_MINUTES), timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    return Allowance(settings.LOGIN_FAILURES_ALLOWED, within, lock)


def _of_address() -> Allowance:
    within = timedelta(minutes=settings.LOGIN_FAILURES_MINUTES)
    return Allowance(settings.LOGIN_FAILURES_ADDRESS, within, within)
