"""Passwords are chosen by their owner alone; others hand over a link at most (security S02, S03, S08, S66)."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import FormerPassword, PasswordLink, User
from accounts.services import alerts, logins
from core import clock
from core.services import log


@transaction.atomic
def change(user: User, password: str, *, here: str | None = None) -> None:
    """Set the owner's own new password; all logins but the one here end."""
    _set(user, password)
    logins.end_all(user, besides=here)
    log.record("account.password", user, actor=user)


def ask_for_link(person: User, *, actor: User) -> PasswordLink:
    """One administrator asks for a new password of another; a third one has to make the link."""
    now, hours = clock.now(), settings.FIRST_PASSWORD_HOURS
    link = PasswordLink.objects.create(
        person=person, asked_by=actor, asked_at=now, expires_at=now + timedelta(hours=hours)
    )
    alerts.tell(person, _("A new password has been asked for"), link, step="asked")
    return link


def asked_link(person: User) -> PasswordLink | None:
    """The link that has been asked for and not yet been made."""
    return PasswordLink.objects.asked_for(clock.now()).filter(person=person).select_related("asked_by").first()


def decline_link(person: User) -> None:
    """The new password that was asked for is not to be."""
    PasswordLink.objects.filter(person=person, digest="", used_at=None).update(expires_at=clock.now())


def new_token() -> str:
    """What opens the page for a password; only its hash is kept."""
    return secrets.token_urlsafe(32)


def make_link(person: User, *, actor: User | None, asked: PasswordLink | None = None, token: str = "") -> str:
    """Make the link for a password and return what opens it, this once; older links of the person end.

    It holds FIRST_PASSWORD_HOURS for an account without a password, PASSWORD_LINK_MINUTES for a new one.
    """
    now, token = clock.now(), token or new_token()
    PasswordLink.objects.filter(person=person, used_at=None).exclude(digest="").update(expires_at=now)
    link = asked or PasswordLink(person=person, asked_by=actor, asked_at=now)
    link.made_by, link.made_at, link.digest = actor, now, _digest(token)
    link.expires_at = now + _life_of_link(person)
    link.save()
    if person.has_usable_password():
        alerts.tell(person, _("A link for a new password has been handed over"), link)
    return token


def opened_by(pk: int, token: str) -> PasswordLink | None:
    """The link that lets this person choose a password; None once it is used, has run out or been overtaken.

    A login of the owner ends it, as does another password. To look at it changes nothing.
    """
    links = PasswordLink.objects.filter(person=pk, person__is_active=True, digest=_digest(token), used_at=None)
    link = links.filter(expires_at__gt=clock.now()).select_related("person__organization").first()
    if link is None or link.made_at is None:
        return None
    later = (link.person.last_login, link.person.password_changed_at)
    return None if any(moment is not None and moment >= link.made_at for moment in later) else link


@transaction.atomic
def choose(link: PasswordLink, password: str) -> bool:
    """The person chooses a password by the link, which ends; whether the link was still there.

    Where an administrator has handed it over, the account confirms nothing for a day.
    """
    now = clock.now()
    if not PasswordLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
        return False
    person = link.person
    if link.asked_by_id is not None:
        person.reset_at = now
        person.save(update_fields=["reset_at"])
        alerts.tell(person, _("A password has been chosen by a link"), link, step="used")
    _set(person, password)
    logins.end_all(person)
    log.record("account.choose-password", person, actor=person)
    return True


def _life_of_link(person: User) -> timedelta:
    if person.has_usable_password():
        return timedelta(minutes=settings.PASSWORD_LINK_MINUTES)
    return timedelta(hours=settings.FIRST_PASSWORD_HOURS)


def _set(user: User, password: str) -> None:
    now = clock.now()
    if user.has_usable_password():
        FormerPassword.objects.create(user=user, password=user.password, replaced_at=now)
    kept = FormerPassword.objects.filter(user=user).values_list("pk", flat=True)[: settings.PASSWORD_HISTORY - 1]
    FormerPassword.objects.filter(user=user).exclude(pk__in=list(kept)).delete()
    user.set_password(password)
    user.password_changed_at = now
    user.save(update_fields=["password", "password_changed_at"])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
