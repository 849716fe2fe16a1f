"""限次: how often somebody without an account may tell something, look something up or search (security S55).

An address is counted under a hash with the key of this house, and never beside a tip: a count tells nobody who has
told what.
"""

from math import ceil

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.services import tries
from accounts.services.tries import TooManyTriesError
from core.errors import DomainError

EVERYBODY = "everybody"


class TooOftenError(DomainError):
    """More than is taken in an hour; the facts say after how many seconds it is taken again."""

    status = 429


def count_tip(address: str) -> None:
    """Count a tip. Raises TooOftenError beyond what one address, or all together, may hand in in an hour."""
    _count("tip", _of(address), settings.TIPS_AN_HOUR)
    _count("tip", EVERYBODY, settings.TIPS_AN_HOUR_ALL)


def count_look_up(address: str) -> None:
    """Count a look at a tip, an answer in its dialogue, or a search for a place."""
    _count("tip-look", _of(address), settings.TIP_LOOK_UPS_AN_HOUR)


def count_code(number: str) -> None:
    """Count a code that is tried for a receipt number."""
    _count("tip-code", number, settings.TIP_CODES_AN_HOUR)


def forget_code(number: str) -> None:
    """The code was right: it was no guess."""
    tries.take_one_back("tip-code", number)


def _of(address: str) -> str:
    return salted_hmac("tips.rates", address, algorithm="sha256").hexdigest()


def _count(what: str, whose: str, an_hour: int) -> None:
    try:
        tries.count_one(what, whose, an_hour=an_hour)
    except TooManyTriesError as refused:
        seconds = int(str(refused.facts["retry_after"]))
        said = _("That is too often for one hour. What you have written stays here; send it again in %(n)s minutes.")
        raise TooOftenError(said % {"n": ceil(seconds / 60)}, retry_after=seconds) from refused
