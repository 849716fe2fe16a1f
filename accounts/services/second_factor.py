"""The second factor of a login: set up, asked, renewed, taken away (security S06)."""

from dataclasses import dataclass
from typing import cast

import pyotp
import segno
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import RecoveryCode, SecondFactor, User
from accounts.rules import codes
from accounts.services import alerts, logins
from core import clock
from core.encryption import decrypted, encrypted
from core.errors import DomainError
from core.services import log

ISSUER = "园安"
OFFERED = "offered-seed"


@dataclass(frozen=True)
class Offer:
    """A seed to be taken into an app: typed by hand, or read from the picture (a data address)."""

    seed: str
    picture: str

    @property
    def typed(self) -> str:
        """The seed in groups of four, as it is typed."""
        return " ".join(self.seed[place : place + 4] for place in range(0, len(self.seed), 4))


def offer(user: User, session: SessionBase) -> Offer:
    """The seed that is being set up; the same one throughout the login until it is confirmed.

    It lies encrypted in the session: looking at the page changes nothing of the account.
    """
    if OFFERED not in session:
        session[OFFERED] = encrypted(pyotp.random_base32())
    seed = decrypted(session[OFFERED])
    address = pyotp.TOTP(seed).provisioning_uri(name=user.username, issuer_name=f"{ISSUER} {settings.COUNTY_NAME}")
    picture = segno.make(address, error="m").svg_data_uri(scale=5, light="white", dark="black")
    return Offer(seed, cast(str, picture))


@transaction.atomic
def confirm(user: User, code: str, session: SessionBase) -> list[str]:
    """The first code of the offered seed makes it hold; returns the recovery codes, this once. The former seed ends.

    So do the other logins and the tokens of programs, which were opened without this factor.

    Raises DomainError for a wrong code.
    """
    seed = decrypted(session[OFFERED]) if OFFERED in session else ""
    step = codes.step_of(seed, codes.plain(code), clock.now()) if seed else None
    if step is None:
        raise DomainError(_("This code is wrong. Is the clock of your phone set automatically?"), "code")
    del session[OFFERED]
    factor = _held(user)
    factor.seed, factor.last_step = seed, step
    factor.confirmed_at, factor.removal_proposed_by = clock.now(), None
    factor.save()
    log.record("account.factor-on", user, actor=user)
    logins.end_all(user, besides=getattr(session, "session_key", None))
    return _new_codes(factor)


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Eight new ones, returned this once; the former ones end."""
    factor = _held(user)
    if factor.confirmed_at is None:
        raise DomainError(_("Set up the second factor first."))
    log.record("account.codes-new", user, actor=user)
    return _new_codes(factor)


@transaction.atomic
def accepts(user: User, code: str) -> bool:
    """Whether it is the code of the moment, or a recovery code; each is used up by being asked."""
    factor = SecondFactor.objects.select_for_update().filter(user=user).exclude(confirmed_at=None).first()
    if factor is None:
        return False
    return _takes_step(factor, codes.plain(code)) or _takes_recovery_code(factor, code)


@transaction.atomic
def turn_off(user: User) -> None:
    """The owner does without it; raises DomainError for whoever must have one."""
    if user.needs_second_factor:
        raise DomainError(_("Your role needs a second factor, so it can't be turned off."))
    remove(user)
    log.record("account.factor-off", user, actor=user)


def remove(user: User) -> None:
    """Take the factor and its recovery codes away."""
    SecondFactor.objects.filter(user=user).delete()


def is_set_up(user: User) -> bool:
    return SecondFactor.objects.filter(user=user).exclude(confirmed_at=None).exists()


def removal_asked_by(user: User) -> int | None:
    """Which administrator has asked that a lost factor is removed; None while nobody has."""
    return SecondFactor.objects.filter(user=user).values_list("removal_proposed_by", flat=True).first()


def ask_for_removal(user: User, *, actor: User | None) -> None:
    """Write down who has asked; None takes it back. The owner reads of it."""
    SecondFactor.objects.filter(user=user).update(removal_proposed_by=actor)
    if actor is not None:
        alerts.tell(user, gettext_lazy("The removal of your second factor has been asked for"), user)


def codes_left(user: User) -> int:
    """How many recovery codes have not been used."""
    return RecoveryCode.objects.filter(factor__user=user, used_at=None).count()


def _held(user: User) -> SecondFactor:
    SecondFactor.objects.get_or_create(user=user)
    return SecondFactor.objects.select_for_update().get(user=user)


def _takes_step(factor: SecondFactor, code: str) -> bool:
    """Whether the code holds and is newer than the last one that was taken."""
    step = codes.step_of(factor.seed, code, clock.now())
    if step is None or step <= factor.last_step:
        return False
    factor.last_step = step
    factor.save(update_fields=["last_step"])
    return True


def _takes_recovery_code(factor: SecondFactor, typed: str) -> bool:
    stored = _recovery_code(factor, typed)
    if stored is None:
        return False
    stored.used_at = clock.now()
    stored.save(update_fields=["used_at"])
    log.record("account.code-used", factor.user, actor=factor.user)
    return True


def _recovery_code(factor: SecondFactor, typed: str) -> RecoveryCode | None:
    """The unused code that was typed: one of today, else one printed with its number."""
    unused = {code.number: code for code in factor.recovery_codes.filter(used_at=None)}
    written = [(codes.number_of(typed), codes.plain(typed)), *codes.as_numbered(typed).items()]
    fitting = (unused[number] for number, code in written if number in unused and _is(unused[number], code))
    return next(fitting, None)


def _is(stored: RecoveryCode, code: str) -> bool:
    return check_password(code, stored.code)


def _new_codes(factor: SecondFactor) -> list[str]:
    shown = codes.recovery_codes()
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, number=codes.number_of(code), code=make_password(codes.plain(code)))
        for code in shown
    )
    return shown
