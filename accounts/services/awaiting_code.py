"""Between password and code: a browser in which the right password was given, and the code is still to come."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from accounts.models import User
from accounts.rules.logins import is_over
from accounts.services import entering
from core import clock

KEY = "awaits-code"
TIME = timedelta(minutes=10)


def begin(session: SessionBase, person: User) -> None:
    """The password was right; the session gets another key, so that nobody has planted it."""
    session.cycle_key()
    session[KEY] = [person.pk, person.get_session_auth_hash(), clock.now().isoformat()]


def person_of(session: SessionBase) -> User | None:
    """Whose code is awaited here; None after ten minutes, and once the password has been changed."""
    pk, digest, since = session.get(KEY) or (0, "", "")
    person = entering.person_with_unit(pk) if pk else None
    if person is None or not person.is_active or person.get_session_auth_hash() != digest:
        return None
    return None if is_over(datetime.fromisoformat(since), clock.now(), TIME) else person


def end(session: SessionBase) -> None:
    session.pop(KEY, None)
