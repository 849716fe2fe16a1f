"""Where a person is logged in: begun, listed, ended (security S09, S12)."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import LoginSession, User
from accounts.rules.logins import too_many
from accounts.services import tokens
from accounts.services.session_store import SessionStore
from accounts.states import FIELD_ROLES
from core import clock
from core.rules import devices
from core.services import log
from notices.services import notices
from notices.services.notices import Words

ENDED = "login-ended"
"""The rule of the notice that the oldest login had to go."""


@transaction.atomic
def begin(session: SessionBase, user: User, *, agent: str, address: str) -> list[str]:
    """Write down where somebody has logged in; answers what to say of the oldest logins, ended for being too many."""
    assert isinstance(session, SessionStore)
    held = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    LoginSession.objects.filter(user=held, expire_date__lte=clock.now()).delete()
    in_the_field = user.role in FIELD_ROLES and devices.is_phone(agent)
    session.describe(device=devices.label(agent), address=address, in_the_field=in_the_field)
    others = of(held).exclude(pk=session.session_key)
    ended = too_many(list(others), _most(held))
    LoginSession.objects.filter(pk__in=[login.pk for login in ended]).delete()
    log.record("session.login", held, actor=held)
    return [_tell(held, login) for login in ended]


def _most(user: User) -> int | None:
    """How many logins there may be at once; in the demonstration as many as come."""
    if settings.DEMO:
        return None
    return settings.SESSIONS_ADMINISTRATOR if user.is_administrator else settings.SESSIONS


def _tell(user: User, login: LoginSession) -> str:
    subject = f"accounts.login:{login.handle}"
    notices.tell([user], rule=ENDED, subject=subject, say=lambda _person: Words(_ended(login)))
    return _ended(login)


def _ended(login: LoginSession) -> str:
    said = _("You have logged in elsewhere, so your oldest login has ended: %(device)s, since %(began)s.")
    device = login.device or _("unknown device")
    return said % {"device": device, "began": f"{localtime(login.began_at):%Y-%m-%d %H:%M}"}


def of(user: User) -> QuerySet[LoginSession]:
    """Where one is logged in now."""
    return LoginSession.objects.visible_to(user).living(clock.now())


@transaction.atomic
def end_one(user: User, handle: str) -> bool:
    """End one of the own logins; whether there was one."""
    found = next((login for login in of(user) if login.handle == handle), None)
    if found is None or not LoginSession.objects.filter(pk=found.pk).delete()[0]:
        return False
    log.record("session.end", user, actor=user, before={"device": found.device, "address": found.address})
    return True


@transaction.atomic
def end_others(user: User, *, here: str | None) -> None:
    """End all of one's own logins but the one here, programs with a token as well."""
    end_all(user, besides=here)
    log.record("session.end-others", user, actor=user)


def note_logout(user: User) -> None:
    """Write down that somebody leaves by the door."""
    log.record("session.logout", user, actor=user)


@transaction.atomic
def end_all(user: User, *, besides: str | None = None) -> None:
    """Log a person out everywhere, browsers and programs, but for one session key."""
    tokens.revoke_all(user)
    LoginSession.objects.filter(user=user).exclude(pk=besides).delete()
