"""三员分立: an account is made by one administrator and confirmed by another; so is a change of role.

`acts_open` is the whole rule of who may do what to an account; every act asks it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.rules import roles
from accounts.services import logins, passwords, tries
from accounts.states import Role
from core import clock
from core.errors import DomainError
from core.models import LogEntry
from core.services import log

NEWEST = 20
SAID = ("name", "organization", "role", "is_head", "phone", "email", "certificate_number", "is_active", "proposed_role")
"""What the log tells of an account before and after an act."""


class NotAdministratorError(DomainError):
    """This act belongs to another administrator, or nobody does it to himself."""

    status = 403


@dataclass(frozen=True)
class Act:
    """Something done to an account: by which administrator, and when it can be done."""

    role: Role
    when: Callable[[User], bool]


@dataclass(frozen=True)
class Link:
    """What opens the page for a new password, once and for a few minutes."""

    person: User
    token: str


ACTS = {
    "edit": Act(Role.SYSADMIN, lambda person: True),
    "confirm": Act(Role.SECADMIN, lambda person: person.waits_for_confirmation),
    "propose-role": Act(Role.SECADMIN, lambda person: person.is_active),
    "confirm-role": Act(Role.SYSADMIN, lambda person: bool(person.proposed_role)),
    "decline-role": Act(Role.SYSADMIN, lambda person: bool(person.proposed_role)),
    "disable": Act(Role.SYSADMIN, lambda person: person.is_active),
    "reopen": Act(Role.SYSADMIN, lambda person: not person.is_active and not person.waits_for_confirmation),
    "password": Act(Role.SECADMIN, lambda person: person.is_active),
    "link": Act(Role.SECADMIN, lambda person: person.is_active and person.has_usable_password()),
    "unlock": Act(Role.SECADMIN, tries.is_locked),
    "log-out": Act(Role.SECADMIN, lambda person: person.is_active),
}


def may(name: str, person: User, actor: User) -> bool:
    """Whether the act is this administrator's: nobody does it to himself or confirms what he has proposed."""
    first = {"confirm": person.created_by_id, "confirm-role": person.proposed_by_id}.get(name)
    return actor.role == ACTS[name].role and actor.pk not in (person.pk, first)


def acts_open(person: User, actor: User) -> set[str]:
    """What this administrator can do to this account now."""
    return {name for name, act in ACTS.items() if may(name, person, actor) and act.when(person)}


@transaction.atomic
def propose_account(
    *, actor: User, username: str, name: str, organization: Organization, role: str, **details: Any
) -> User:
    """The system administrator makes an account; nobody can log in with it until it is confirmed."""
    if not actor.keeps_accounts:
        raise NotAdministratorError(_("This is for the %(role)s.") % {"role": Role.SYSADMIN.label})
    if User.objects.filter(username__iexact=username).exists():
        raise DomainError(_("There is an account of this name already."), "username")
    _refuse_misfit(role, organization)
    user = User(username=username, name=name, organization=organization, role=role, is_active=False, **details)
    user.set_unusable_password()
    user.created_by, user.created_at = actor, clock.now()
    user.save(force_insert=True)
    log.record("account.create", user, actor=actor, after=said(user))
    return user


@transaction.atomic
def change_account(user: User, *, actor: User, name: str, organization: Organization, **details: Any) -> User:
    """The system administrator corrects an account; another unit is another right, so it is confirmed anew."""
    with _recorded("edit", user, actor) as held:
        _refuse_misfit(held.role, organization)
        moves = held.organization_id != organization.pk
        for field, value in {"name": name, "organization": organization, **details}.items():
            setattr(held, field, value)
        held.save()
        return _ask_for_confirmation(held, actor) if moves else held


@transaction.atomic
def confirm_account(user: User, *, actor: User) -> str:
    """The security administrator confirms an account; answers its first password, this once."""
    with _recorded("confirm", user, actor) as held:
        held.confirmed_by, held.confirmed_at, held.is_active = actor, clock.now(), True
        held.save(update_fields=["confirmed_by", "confirmed_at", "is_active"])
        return passwords.hand_over(held)


@transaction.atomic
def propose_role(user: User, *, actor: User, role: str, is_head: bool) -> User:
    """The security administrator proposes another role; the system administrator confirms it."""
    with _recorded("propose-role", user, actor) as held:
        _refuse_misfit(role, held.organization)
        held.proposed_role, held.proposed_is_head, held.proposed_by = role, is_head, actor
        held.save(update_fields=["proposed_role", "proposed_is_head", "proposed_by"])
        return held


@transaction.atomic
def confirm_role(user: User, *, actor: User) -> User:
    """The system administrator confirms a proposed role; sessions and tokens of the old one end."""
    with _recorded("confirm-role", user, actor) as held:
        held.role, held.is_head = held.proposed_role, held.proposed_is_head
        _forget_proposal(held)
        logins.end_all(held)
        return held


@transaction.atomic
def decline_role(user: User, *, actor: User) -> User:
    """The system administrator doesn't agree; the role stays as it is."""
    with _recorded("decline-role", user, actor) as held:
        _forget_proposal(held)
        return held


@transaction.atomic
def disable(user: User, *, actor: User) -> User:
    """The system administrator ends an account; what its owner did stays."""
    with _recorded("disable", user, actor) as held:
        held.is_active = False
        held.save(update_fields=["is_active"])
        logins.end_all(held)
        return held


@transaction.atomic
def reopen(user: User, *, actor: User) -> User:
    """The system administrator wants an ended account back; it is confirmed like a new one."""
    with _recorded("reopen", user, actor) as held:
        return _ask_for_confirmation(held, actor)


@transaction.atomic
def reset_password(user: User, *, actor: User) -> str:
    """The security administrator hands over a new first password; answers it this once."""
    with _recorded("password", user, actor) as held:
        return passwords.hand_over(held)


@transaction.atomic
def make_link(user: User, *, actor: User) -> Link:
    """The security administrator hands over a link for a new password; it is shown this once."""
    with _recorded("link", user, actor) as held:
        return Link(held, passwords.links.make_token(held))


@transaction.atomic
def unlock(user: User, *, actor: User) -> User:
    """The security administrator lets a locked account be tried again."""
    with _recorded("unlock", user, actor) as held:
        tries.unlock(held)
        return held


@transaction.atomic
def log_out(user: User, *, actor: User) -> User:
    """The security administrator ends all logins of a person, browsers and programs."""
    with _recorded("log-out", user, actor) as held:
        logins.end_all(held)
        return held


def events_of(user: User) -> QuerySet[LogEntry]:
    """What happened to an account lately; the caller has it from `visible_to`."""
    return LogEntry.objects.about(user).filter(act__startswith="account.")[:NEWEST]


@transaction.atomic
def change_own_settings(user: User, **settings: Any) -> User:
    """What people decide for themselves: how they are reached, language, keyboard."""
    before = {name: getattr(user, name) for name in settings}
    for name, value in settings.items():
        setattr(user, name, value)
    user.save(update_fields=list(settings))
    log.record("account.settings", user, actor=user, before=before, after=settings)
    return user


def said(user: User) -> dict[str, Any]:
    """An account as the log tells it."""
    return {name: getattr(user, name) for name in SAID}


@contextmanager
def _recorded(name: str, user: User, actor: User) -> Iterator[User]:
    """An act on an account: it is held, the act is asked for, done and recorded with what it has changed."""
    held = _taken(name, user, actor)
    before = said(held)
    yield held
    after = said(held)
    changed = [field for field in SAID if before[field] != after[field]]
    was, now = ({field: values[field] for field in changed} for values in (before, after))
    log.record(f"account.{name}", held, actor=actor, before=was, after=now)


def _taken(name: str, user: User, actor: User) -> User:
    """The account, held until the end of the transaction; raises where the act is not open to this actor."""
    held = User.objects.select_for_update(of=("self",)).select_related("organization").get(pk=user.pk)
    if not may(name, held, actor):
        raise NotAdministratorError(_("This is for another administrator."))
    if not ACTS[name].when(held):
        raise DomainError(_("This has been done already, or the account has been ended."))
    return held


def _ask_for_confirmation(user: User, actor: User) -> User:
    user.is_active, user.created_by, user.created_at = False, actor, clock.now()
    user.confirmed_by = user.confirmed_at = None
    user.save()
    logins.end_all(user)
    return user


def _forget_proposal(user: User) -> None:
    user.proposed_role, user.proposed_is_head, user.proposed_by = "", False, None
    user.save()


def _refuse_misfit(role: str, organization: Organization) -> None:
    if not roles.fits(role, organization.kind):
        raise DomainError(_("This role does not belong into a unit of this kind."), "role")
