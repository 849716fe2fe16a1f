"""三员分立: an account is made by one administrator and confirmed by another; so is each change of its rights.

`ACTS` is the whole rule of who may do what to an account; every act asks it and leaves one row of the log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.rules import roles
from accounts.services import changes, logins, passwords, second_factor, tries
from accounts.states import ADMINISTRATORS, Role
from core import clock
from core.errors import DomainError
from core.models import LogEntry
from core.services import log
from core.services.holding import refuse_held

NEWEST = 20
SAID = (
    "name",
    "post",
    "organization",
    "role",
    "is_head",
    "phone",
    "email",
    "certificate_number",
    "is_active",
    "proposed_role",
)
"""What the log tells of an account before and after an act."""


class NotAdministratorError(DomainError):
    """This act belongs to another administrator, or nobody does it to himself."""

    status = 403


@dataclass(frozen=True)
class Act:
    """Something done to an account: how it is called, by which administrators, and when it can be done.

    `gives` says whether somebody has more rights or another identity afterwards: no account whose own password
    came by a link lately does that.
    """

    label: str | Promise
    roles: frozenset[Role]
    when: Callable[[User], bool]
    gives: bool = True


@dataclass(frozen=True)
class Link:
    """What opens the page for a password, once."""

    person: User
    token: str


def _is_asked_for(person: User) -> bool:
    return person.is_active and passwords.asked_link(person) is not None


def _may_be_asked_for(person: User) -> bool:
    return person.is_active and person.is_administrator and passwords.asked_link(person) is None


def _takes_a_link(person: User) -> bool:
    return person.is_active and (not person.is_administrator or passwords.asked_link(person) is not None)


def _waits(person: User) -> bool:
    return changes.open_change(person) is not None


def _is_active(person: User) -> bool:
    return person.is_active


def _has_proposed_role(person: User) -> bool:
    return bool(person.proposed_role)


def _has_ended(person: User) -> bool:
    return not person.is_active and not person.waits_for_confirmation


def _may_lose_factor(person: User) -> bool:
    return second_factor.is_set_up(person) and second_factor.removal_asked_by(person) is None


def _is_to_lose_factor(person: User) -> bool:
    return second_factor.removal_asked_by(person) is not None


SYSTEM, SECURITY = frozenset({Role.SYSADMIN}), frozenset({Role.SECADMIN})
# fmt: off
ACTS = {
    "edit":           Act(_("Account changed"), SYSTEM, lambda person: True),
    "confirm":        Act(_("Account confirmed"), SECURITY, lambda person: person.waits_for_confirmation),
    "propose-role":   Act(_("Another role proposed"), SECURITY, _is_active),
    "confirm-role":   Act(_("Role confirmed"), SYSTEM, _has_proposed_role),
    "decline-role":   Act(_("Role declined"), SYSTEM, _has_proposed_role, gives=False),
    "confirm-change": Act(_("Change of an account confirmed"), SECURITY, _waits),
    "decline-change": Act(_("Change of an account declined"), SECURITY, _waits, gives=False),
    "disable":        Act(_("Account ended"), SYSTEM, _is_active, gives=False),
    "reopen":         Act(_("Account asked for again"), SYSTEM, _has_ended),
    "ask-link":       Act(_("New password of an administrator asked for"), ADMINISTRATORS, _may_be_asked_for),
    "decline-link":   Act(_("New password of an administrator declined"), ADMINISTRATORS, _is_asked_for, gives=False),
    "link":           Act(_("Link for a new password handed over"), ADMINISTRATORS, _takes_a_link),
    "lost-factor":    Act(_("Removal of a lost second factor asked for"), ADMINISTRATORS, _may_lose_factor),
    "keep-factor":    Act(_("Removal of a second factor declined"), ADMINISTRATORS, _is_to_lose_factor, gives=False),
    "drop-factor":    Act(_("Lost second factor removed"), ADMINISTRATORS, _is_to_lose_factor),
    "unlock":         Act(_("Unlocked"), SECURITY, tries.is_locked, gives=False),
    "log-out":        Act(_("Logged out everywhere"), SECURITY, _is_active, gives=False),
}
# fmt: on


def may(name: str, person: User, actor: User) -> bool:
    """Whether the act is this administrator's: nobody does it to himself or confirms what he has begun."""
    if name == "link" and not person.is_administrator:
        return actor.role == Role.SECADMIN
    if name.endswith("-factor") and not person.is_administrator and actor.role == Role.AUDITADMIN:
        return False
    return actor.role in ACTS[name].roles and actor.pk not in (person.pk, _begun_by(name, person))


def _begun_by(name: str, person: User) -> int | None:
    """Who has done the first half of what this act completes."""
    if name == "confirm":
        return person.created_by_id
    if name == "confirm-role":
        return person.proposed_by_id
    if name == "drop-factor":
        return second_factor.removal_asked_by(person)
    if name == "link":
        asked = passwords.asked_link(person)
        return asked.asked_by_id if asked else None
    change = changes.open_change(person) if name == "confirm-change" else None
    return change.proposed_by_id if change else None


def seal_of(person: User) -> str:
    """Of what the page of an account shows to be decided: another one where anything of it has changed since."""
    shown = said(person) | {"proposed": (person.proposed_role, person.proposed_is_head)}
    change = changes.open_change(person)
    return salted_hmac("account-as-shown", repr((shown, change and change.pk))).hexdigest()


def refuse_unseen(person: User, seal: str) -> None:
    """Hold the account and refuse to decide on what is not what the page has shown (S13, S67). Raises DomainError."""
    held = User.objects.select_for_update(of=("self",)).select_related("organization").get(pk=person.pk)
    if seal and seal != seal_of(held):
        raise DomainError(gettext("This has changed since the page was shown. Look again before you decide."))


def acts_open(person: User, actor: User) -> set[str]:
    """What this administrator can do to this account now."""
    return {name for name, act in ACTS.items() if may(name, person, actor) and act.when(person)}


@transaction.atomic
def propose_account(
    *, actor: User, username: str, name: str, organization: Organization, role: str, **details: object
) -> User:
    """The system administrator makes an account; nobody can log in with it until it is confirmed."""
    if not actor.keeps_accounts:
        raise NotAdministratorError(gettext("This is for the %(role)s.") % {"role": Role.SYSADMIN.label})
    refuse_held(actor)
    if User.objects.filter(username__iexact=username).exists():
        raise DomainError(gettext("There is an account of this name already."), "username")
    _refuse_misfit(role, organization)
    user = User(username=username, name=name, organization=organization, role=role, is_active=False, **details)
    user.set_unusable_password()
    user.created_by, user.created_at = actor, clock.now()
    user.save(force_insert=True)
    log.record("account.create", user, actor=actor, after=said(user))
    return user


@transaction.atomic
def change_account(user: User, *, actor: User, organization: Organization, **details: object) -> User:
    """The system administrator corrects an account.

    Another unit, e-mail or phone of an active account waits for the security administrator; what waits for
    confirmation as a whole is simply changed.
    """
    with _recorded("edit", user, actor) as (held, proposed):
        _refuse_misfit(held.role, organization)
        _take_on(held, {name: value for name, value in details.items() if name not in changes.OF_PERSON})
        others = changes.differing(held, {"organization": organization, **details}, changes.OF_PERSON)
        if held.is_active and others:
            changes.propose(held, others, actor=actor)
            proposed.update(others)
        elif others:
            _take_on(held, others)
        held.save()
    return held


@transaction.atomic
def confirm_change(user: User, *, actor: User) -> User:
    """The security administrator agrees to another unit, e-mail or phone; another unit ends all logins."""
    with _recorded("confirm-change", user, actor) as (held, _proposed):
        change = changes.open_change(held)
        assert change is not None
        values = changes.decide(change, actor=actor, granted=True)
        _refuse_misfit(held.role, values.get("organization", held.organization))
        _take_on(held, values)
        held.save()
        if "organization" in values:
            logins.end_all(held)
    return held


@transaction.atomic
def decline_change(user: User, *, actor: User) -> User:
    """The security administrator does not agree; everything stays as it is."""
    with _recorded("decline-change", user, actor) as (held, _proposed):
        change = changes.open_change(held)
        assert change is not None
        changes.decide(change, actor=actor, granted=False)
    return held


@transaction.atomic
def confirm_account(user: User, *, actor: User) -> Link:
    """The security administrator confirms an account and hands over the link for its first password."""
    with _recorded("confirm", user, actor) as (held, _proposed):
        held.confirmed_by, held.confirmed_at, held.is_active = actor, clock.now(), True
        held.set_unusable_password()
        held.save(update_fields=["confirmed_by", "confirmed_at", "is_active", "password"])
    return Link(held, passwords.make_link(held, actor=actor))


@transaction.atomic
def propose_role(user: User, *, actor: User, role: str, is_head: bool) -> User:
    """The security administrator proposes another role; the system administrator confirms it."""
    with _recorded("propose-role", user, actor) as (held, _proposed):
        _refuse_misfit(role, held.organization)
        held.proposed_role, held.proposed_is_head, held.proposed_by = role, is_head, actor
        held.save(update_fields=["proposed_role", "proposed_is_head", "proposed_by"])
    return held


@transaction.atomic
def confirm_role(user: User, *, actor: User) -> User:
    """The system administrator confirms a proposed role; sessions and tokens of the old one end."""
    with _recorded("confirm-role", user, actor) as (held, _proposed):
        held.role, held.is_head = held.proposed_role, held.proposed_is_head
        _forget_proposal(held)
        logins.end_all(held)
    return held


@transaction.atomic
def decline_role(user: User, *, actor: User) -> User:
    """The system administrator doesn't agree; the role stays as it is."""
    with _recorded("decline-role", user, actor) as (held, _proposed):
        _forget_proposal(held)
    return held


@transaction.atomic
def disable(user: User, *, actor: User) -> User:
    """The system administrator ends an account; what its owner did stays."""
    with _recorded("disable", user, actor) as (held, _proposed):
        held.is_active = False
        held.save(update_fields=["is_active"])
        logins.end_all(held)
    return held


@transaction.atomic
def reopen(user: User, *, actor: User) -> User:
    """The system administrator wants an ended account back; it is confirmed like a new one."""
    with _recorded("reopen", user, actor) as (held, _proposed):
        held.is_active, held.created_by, held.created_at = False, actor, clock.now()
        held.confirmed_by = held.confirmed_at = None
        held.save()
        logins.end_all(held)
    return held


@transaction.atomic
def ask_for_link(user: User, *, actor: User) -> User:
    """One administrator asks for a new password of another; the third one makes the link, or declines."""
    with _recorded("ask-link", user, actor) as (held, _proposed):
        passwords.ask_for_link(held, actor=actor)
    return held


@transaction.atomic
def decline_link(user: User, *, actor: User) -> User:
    """An administrator does not agree that another one gets a new password, or takes back that he asked."""
    with _recorded("decline-link", user, actor) as (held, _proposed):
        passwords.decline_link(held)
    return held


@transaction.atomic
def make_link(user: User, *, actor: User) -> Link:
    """The security administrator hands over a link for a new password; it is shown this once.

    That of an administrator is made by who has not asked for it.
    """
    with _recorded("link", user, actor) as (held, _proposed):
        asked = passwords.asked_link(held) if held.is_administrator else None
        return Link(held, passwords.make_link(held, actor=actor, asked=asked))


@transaction.atomic
def ask_to_remove_factor(user: User, *, actor: User) -> User:
    """A person has lost the phone and the recovery codes: one administrator asks, another one removes the factor."""
    with _recorded("lost-factor", user, actor) as (held, _proposed):
        second_factor.ask_for_removal(held, actor=actor)
    return held


@transaction.atomic
def decline_to_remove_factor(user: User, *, actor: User) -> User:
    """The second factor stays; whoever asked can take it back like this too."""
    with _recorded("keep-factor", user, actor) as (held, _proposed):
        second_factor.ask_for_removal(held, actor=None)
    return held


@transaction.atomic
def remove_factor(user: User, *, actor: User) -> User:
    """Another administrator agrees: the factor is gone, all logins end, and the next one sets up another."""
    with _recorded("drop-factor", user, actor) as (held, _proposed):
        second_factor.remove(held)
        logins.end_all(held)
    return held


@transaction.atomic
def unlock(user: User, *, actor: User) -> User:
    """The security administrator lets a locked account be tried again."""
    with _recorded("unlock", user, actor) as (held, _proposed):
        tries.unlock(held)
    return held


@transaction.atomic
def log_out(user: User, *, actor: User) -> User:
    """The security administrator ends all logins of a person, browsers and programs."""
    with _recorded("log-out", user, actor) as (held, _proposed):
        logins.end_all(held)
    return held


def events_of(user: User) -> QuerySet[LogEntry]:
    """What happened to an account lately; the caller has it from `visible_to`."""
    return LogEntry.objects.about(user).filter(act__startswith="account.")[:NEWEST]


@transaction.atomic
def change_own_settings(user: User, **settings: object) -> User:
    """What people decide for themselves: how they are reached, language, keyboard."""
    before = {name: getattr(user, name) for name in settings}
    if changes.differing(user, settings, changes.OF_PERSON):
        refuse_held(user)
    for name, value in settings.items():
        setattr(user, name, value)
    user.save(update_fields=list(settings))
    log.record("account.settings", user, actor=user, before=before, after=settings)
    return user


def said(user: User) -> dict[str, object]:
    """An account as the log tells it."""
    return {name: getattr(user, name) for name in SAID}


@contextmanager
def _recorded(name: str, user: User, actor: User) -> Iterator[tuple[User, dict[str, object]]]:
    """An act on an account: it is held, the act is asked for, done, and recorded with what it has changed.

    The second value takes what has been proposed only.
    """
    held = _taken(name, user, actor)
    before = said(held)
    proposed: dict[str, object] = {}
    yield held, proposed
    after = said(held)
    changed = [field for field in SAID if before[field] != after[field]]
    was, now = ({field: values[field] for field in changed} for values in (before, after))
    told = now | ({"proposed": proposed} if proposed else {})
    log.record(f"account.{name}", held, actor=actor, before=was, after=told)


def _taken(name: str, user: User, actor: User) -> User:
    """The account, held until the end of the transaction; raises where the act is not open to this actor."""
    held = User.objects.select_for_update(of=("self",)).select_related("organization").get(pk=user.pk)
    if not may(name, held, actor):
        raise NotAdministratorError(gettext("This is for another administrator."))
    if ACTS[name].gives:
        refuse_held(actor)
    if not ACTS[name].when(held):
        raise DomainError(gettext("This has been done already, or the account has been ended."))
    return held


def _take_on(user: User, values: dict[str, object]) -> None:
    for field, value in values.items():
        setattr(user, field, value)


def _forget_proposal(user: User) -> None:
    user.proposed_role, user.proposed_is_head, user.proposed_by = "", False, None
    user.save()


def _refuse_misfit(role: str, organization: Organization) -> None:
    if not roles.fits(role, organization.kind):
        raise DomainError(gettext("This role does not belong into a unit of this kind."), "role")
