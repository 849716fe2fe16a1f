"""Sessions as rows of the database that know their person, device and limits (security S09, S10).

The limits ride on the one statement that a session costs anyway: what is over is not found.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from accounts.models import LoginSession
from accounts.rules.logins import Limits, is_over
from core import clock

NOTED_EVERY = timedelta(minutes=1)
OF_THE_DEVICE = ("address", "device", "in_the_field", "on_the_wall")


def limits() -> Limits:
    """What the settings say."""
    return Limits(
        idle=timedelta(minutes=settings.SESSION_IDLE_MINUTES),
        idle_in_the_field=timedelta(minutes=settings.SESSION_IDLE_MINUTES_FIELD),
        absolute=timedelta(hours=settings.SESSION_HOURS),
    )


class SessionStore(db.SessionStore):
    """Django's own, with a row that has columns."""

    row: LoginSession | None = None

    @classmethod
    def get_model_class(cls) -> type[LoginSession]:
        return LoginSession

    def _get_session_from_db(self) -> LoginSession | None:
        self.row = LoginSession.objects.filter(session_key=self.session_key, expire_date__gt=clock.now()).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> LoginSession:
        """The row as it is written: a new key begins anew, on the same device."""
        row: LoginSession = super().create_model_instance(data)  # type: ignore[assignment]
        before, key, now = self.row, row.session_key, clock.now()
        row.user_id = data.get(SESSION_KEY)
        row.began_at, row.seen_at = now, now
        if before is not None:
            for name in (
                OF_THE_DEVICE if before.session_key != key else (*OF_THE_DEVICE, "began_at", "seen_at", "proved_at")
            ):
                setattr(row, name, getattr(before, name))
        row.expire_date = _end_of(row)
        self.row = row
        return row

    def note_activity(self) -> None:
        """The person has done something; written once a minute."""
        now = clock.now()
        if self.row is None or now - self.row.seen_at < NOTED_EVERY:
            return
        self.row.seen_at = now
        self.row.expire_date = _end_of(self.row)
        LoginSession.objects.filter(pk=self.row.pk).update(seen_at=now, expire_date=self.row.expire_date)

    @property
    def is_proved(self) -> bool:
        """Whether password or code were given so lately that they needn't be given again (S70)."""
        if self.row is None:
            return False
        time = timedelta(minutes=settings.REAUTHENTICATION_MINUTES)
        return not is_over(self.row.proved_at or self.row.began_at, clock.now(), time)

    def note_proof(self) -> None:
        """The person has given password or code again."""
        if self.row is not None:
            self.row.proved_at = clock.now()
            LoginSession.objects.filter(pk=self.row.pk).update(proved_at=self.row.proved_at)

    def hang_on_the_wall(self, path: str) -> None:
        """The board at this address is shown here from now on, for all to look at and nobody to use."""
        if self.row is None or self.row.on_the_wall == path:
            return
        self.row.on_the_wall = path
        self.row.expire_date = _end_of(self.row)
        LoginSession.objects.filter(pk=self.row.pk).update(on_the_wall=path, expire_date=self.row.expire_date)

    def is_open_to(self, path: str, *, polls: bool) -> bool:
        """Whether the address is shown: a board that was left alone on a wall refreshes itself and is all there is."""
        if self.row is None or not self.row.on_the_wall or clock.now() - self.row.seen_at <= limits().idle:
            return True
        return polls and path == self.row.on_the_wall

    def describe(self, **device: object) -> None:
        """Write down from which device one has logged in."""
        self.row = self.row or LoginSession()
        for name, value in device.items():
            setattr(self.row, name, value)
        self.save()


def _end_of(row: LoginSession) -> datetime:
    return limits().end_of(
        began=row.began_at, seen=row.seen_at, in_the_field=row.in_the_field, on_the_wall=bool(row.on_the_wall)
    )
