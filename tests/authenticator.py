"""The app on somebody's phone: a code works once, so whoever logs in again at once waits for the next one."""

import time

import pyotp

from accounts.rules.codes import STEP_SECONDS, STEPS_ASIDE
from tests.factories import SEED


class Authenticator:
    """Shows codes that have not been shown, of a seed shared with processes that tell the time by themselves."""

    def __init__(self, seed: str = SEED) -> None:
        self.totp, self.shown = pyotp.TOTP(seed), 0

    def code(self) -> str:
        """The oldest code that still holds and is new; waits where there is none."""
        return self._shown_from(_present() - STEPS_ASIDE)

    def lasting_code(self) -> str:
        """One that holds for a while yet, for whoever needs some time to type it."""
        return self._shown_from(_present())

    def _shown_from(self, step: int) -> str:
        self.shown = max(self.shown + 1, step)
        while self.shown > _present() + STEPS_ASIDE:
            time.sleep(0.5)
        return self.totp.generate_otp(self.shown)


def _present() -> int:
    return int(time.time()) // STEP_SECONDS
