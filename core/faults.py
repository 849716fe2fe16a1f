"""The one table from what breaks to what is answered, for pages, the API, health and jobs.

A fault is told by what the database, the disk or the broker says of it (SQLSTATE, SQLite's code, errno), never by
its wording. What stands in no row is a mistake of ours: 500, and the log has the rest.
"""

import errno
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import UnreadablePostError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from core.errors import DomainError


@dataclass(frozen=True)
class Fault:
    """A kind of fault and its answer: HTTP status, what is wrong, what to do.

    `retry_after` is in seconds; 0 says that the same request won't do better when it is sent again.
    """

    code: str
    status: int
    title: str | Promise
    advice: str | Promise
    retry_after: int = 0

    @property
    def may_be_sent_again(self) -> bool:
        return self.retry_after > 0

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)} if self.retry_after else {}


AWAY = Fault(
    "database-away",
    HTTPStatus.SERVICE_UNAVAILABLE,
    _("The database is not available at the moment."),
    _("Nothing was saved half. Wait a moment and send it again."),
    retry_after=5,
)
BUSY = Fault(
    "busy",
    HTTPStatus.CONFLICT,
    _("Somebody else is working on this at the moment."),
    _("Nothing was saved half. Wait a moment and send it again."),
    retry_after=2,
)
SLOW = Fault(
    "too-slow",
    HTTPStatus.SERVICE_UNAVAILABLE,
    _("This took too long and was broken off."),
    _("Ask for less, for example a shorter period, or try again later."),
    retry_after=30,
)
FULL = Fault(
    "disk-full",
    HTTPStatus.INSUFFICIENT_STORAGE,
    _("The server's disk is full."),
    _("Nothing was saved half. Tell the system administrator; send it again once there is room."),
)
QUEUE_AWAY = Fault(
    "queue-away",
    HTTPStatus.SERVICE_UNAVAILABLE,
    _("The service that does the work in the background is not available at the moment."),
    _("Nothing was saved half. Wait a moment and send it again."),
    retry_after=10,
)
COLLISION = Fault(
    "collision",
    HTTPStatus.CONFLICT,
    _("Somebody else has just entered or removed the same thing."),
    _("Open the page anew, see what is there now, and correct what you typed."),
)
UNFIT = Fault(
    "unfit-value",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("A value can't be stored as it is."),
    _("A number is too large, a date impossible or a text has signs that can't be stored. Correct it."),
)
LARGE = Fault(
    "too-large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    _("Too large"),
    _("The file or the form is larger than can be taken. Send a smaller file, or fewer at a time."),
)
CUT_OFF = Fault(
    "cut-off",
    HTTPStatus.BAD_REQUEST,
    _("The request broke off on its way."),
    _("Nothing was saved half. See whether the network is there and send it again."),
    retry_after=2,
)

SQLSTATES = {
    "08": AWAY,
    "22": UNFIT,
    "23503": COLLISION,
    "23505": COLLISION,
    "23P01": COLLISION,
    "25006": AWAY,
    "25P03": SLOW,
    "40001": BUSY,
    "40P01": BUSY,
    "53100": FULL,
    "53": AWAY,
    "55P03": BUSY,
    "57014": SLOW,
    "57P": AWAY,
    "58": AWAY,
}
"""PostgreSQL's SQLSTATE, or the beginning of it (PostgreSQL manual, appendix A)."""

SQLITE_CODES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": FULL,
    "SQLITE_CANTOPEN": AWAY,
    "SQLITE_IOERR": AWAY,
    "SQLITE_READONLY": AWAY,
    "SQLITE_INTERRUPT": SLOW,
    "SQLITE_TOOBIG": UNFIT,
    "SQLITE_CONSTRAINT_UNIQUE": COLLISION,
    "SQLITE_CONSTRAINT_PRIMARYKEY": COLLISION,
    "SQLITE_CONSTRAINT_FOREIGNKEY": COLLISION,
}
"""The name of SQLite's result code, or the beginning of it (sqlite.org/rescode.html)."""

ERRNOS = {errno.ENOSPC: FULL, errno.EDQUOT: FULL}
CLASSES: dict[type[Exception], Fault] = {
    RequestDataTooBig: LARGE,
    UnreadablePostError: CUT_OFF,
    KombuError: QUEUE_AWAY,
    RedisError: QUEUE_AWAY,
}
OF_THE_MACHINE = (DatabaseError, InterfaceError, KombuError, RedisError, OSError)
"""What is raised where the database, the broker or the disk fails."""


def of(exc: BaseException | None) -> Fault | None:
    """The row of the table for what was raised; None for a mistake of ours."""
    if isinstance(exc, DomainError):
        return Fault("refused", exc.status, str(exc), "", retry_after=int(str(exc.facts.get("retry_after", 0))))
    if isinstance(exc, DatabaseError | InterfaceError):
        return _of_database(exc)
    if isinstance(exc, OSError) and exc.errno in ERRNOS:
        return ERRNOS[exc.errno]
    return next((fault for kind, fault in CLASSES.items() if isinstance(exc, kind)), None)


def name_of(exc: BaseException) -> str:
    """How health and jobs call it: the table's code, else the kind of the exception."""
    known = None if isinstance(exc, DomainError) else of(exc)
    return known.code if known else type(exc).__name__


def _of_database(exc: Exception) -> Fault | None:
    told: object = exc.__cause__ or exc
    if state := getattr(told, "pgcode", None):
        return _longest(SQLSTATES, state)
    if name := getattr(told, "sqlite_errorname", None):
        return _longest(SQLITE_CODES, name)
    has_no_words = type(exc) in (OperationalError, InterfaceError, DatabaseError)
    return AWAY if has_no_words else None


def _longest(table: dict[str, Fault], code: str) -> Fault | None:
    """The row with the longest beginning of the code."""
    fitting = [begin for begin in table if code.startswith(begin)]
    return table[max(fitting, key=len)] if fitting else None
