"""动态口令: which step of time a six-digit code belongs to, and what recovery codes look like (security S06). Pure."""

import secrets
from datetime import datetime

import pyotp

STEP_SECONDS = 30
STEPS_ASIDE = 1
RECOVERY_CODES = 8
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are taken for one another on paper."""
HALF = 5


def step_of(seed: str, code: str, now: datetime) -> int | None:
    """The step in which the code holds, now or one step of 30 seconds beside it; None where it holds in none.

    RFC 6238, section 5.2: one step of delay is allowed for.
    """
    present, totp = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(seed)
    steps = range(present - STEPS_ASIDE, present + STEPS_ASIDE + 1)
    fitting = [step for step in steps if secrets.compare_digest(totp.generate_otp(step).encode(), code.encode())]
    return fitting[0] if fitting else None


def recovery_codes() -> list[str]:
    """Eight codes of fifty random bits; the number in front says which of the stored hashes is asked."""
    return [f"{number}-{_half()}-{_half()}" for number in range(1, RECOVERY_CODES + 1)]


def plain(typed: str) -> str:
    """A code as it is compared: without blanks and hyphens, in capital letters."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def number_of(typed: str) -> int:
    """Which recovery code it may be; 0 where it has not the form of one."""
    code = plain(typed)
    has_form = len(code) == 1 + 2 * HALF and "1" <= code[0] <= str(RECOVERY_CODES)
    return int(code[0]) if has_form else 0


def _half() -> str:
    return "".join(secrets.choice(LETTERS) for _sign in range(HALF))
