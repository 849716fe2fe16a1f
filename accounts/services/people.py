"""三员分立: an account is made by one administrator and confirmed by another; so is each change of its rights.

Who may do what to an account, and when, is the table of `accounts.workflow`; here stands what each act writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from accounts.models import Organization, ProposedChange, User
from accounts.rules import changing, roles
from accounts.services import changes, logins, passwords, second_factor, tries
from accounts.states import Role
from accounts.workflow import ACCOUNTS, said
from core import clock
from core.errors import DomainError, NotAllowedError
from core.models import LogEntry
from core.services import log
from core.services.acting import take
from core.services.holding import refuse_held
from core.steps import Given

NEWEST = 20


@dataclass(frozen=True)
class Link:
    """What opens the page for a password, once."""

    person: User
    token: str


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
    return {name for name, is_open in ACCOUNTS.offered(person, actor).items() if is_open}


@transaction.atomic
def propose_account(
    *, actor: User, username: str, name: str, organization: Organization, role: str, **details: object
) -> User:
    """The system administrator makes an account; nobody can log in with it until it is confirmed."""
    if not actor.keeps_accounts:
        raise NotAllowedError(gettext("This is for the %(role)s.") % {"role": Role.SYSADMIN.label})
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


def confirm_account(user: User, *, actor: User) -> Link:
    """The security administrator confirms an account and hands over the link for its first password."""
    return _hand_over("confirm", user, actor)


def make_link(user: User, *, actor: User) -> Link:
    """The security administrator hands over a link for a new password; it is shown this once.

    That of an administrator is made by who has not asked for it.
    """
    return _hand_over("link", user, actor)


def _hand_over(name: str, user: User, actor: User) -> Link:
    token = passwords.new_token()
    return Link(take(ACCOUNTS, user.pk, name, actor=actor, token=token), token)


@ACCOUNTS.effect("edit")
def _edit(person: User, actor: User, given: Given) -> None:
    """The system administrator corrects an account.

    Another unit, e-mail or phone of an active account waits for the security administrator; what waits for
    confirmation as a whole is simply changed.
    """
    _refuse_misfit(person.role, cast(Organization, given["organization"]))
    _take_on(person, {name: value for name, value in given.items() if name not in changing.OF_PERSON})
    others = changing.differing(person, given, changing.OF_PERSON)
    if person.is_active and others:
        changes.propose(person, others, actor=actor)
    else:
        _take_on(person, others)


@ACCOUNTS.effect("confirm-change")
def _confirm_change(person: User, actor: User, given: Given) -> None:
    """The security administrator agrees to another unit, e-mail or phone; another unit ends all logins."""
    values = changes.decide(_open_change(person), actor=actor, granted=True)
    _refuse_misfit(person.role, values.get("organization", person.organization))
    _take_on(person, values)
    if "organization" in values:
        logins.end_all(person)


@ACCOUNTS.effect("decline-change")
def _decline_change(person: User, actor: User, given: Given) -> None:
    """The security administrator does not agree; everything stays as it is."""
    changes.decide(_open_change(person), actor=actor, granted=False)


def _open_change(person: User) -> ProposedChange:
    change = changes.open_change(person)
    assert change is not None
    return change


@ACCOUNTS.effect("confirm")
def _confirm(person: User, actor: User, given: Given) -> None:
    """The account becomes active; its owner chooses the first password by the link."""
    person.confirmed_by, person.confirmed_at, person.is_active = actor, clock.now(), True
    person.set_unusable_password()
    passwords.make_link(person, actor=actor, token=str(given["token"]))


@ACCOUNTS.effect("propose-role")
def _propose_role(person: User, actor: User, given: Given) -> None:
    """The security administrator proposes another role; the system administrator confirms it."""
    role = str(given["role"])
    _refuse_misfit(role, person.organization)
    person.proposed_role, person.proposed_is_head, person.proposed_by = role, bool(given["is_head"]), actor


@ACCOUNTS.effect("confirm-role")
def _confirm_role(person: User, actor: User, given: Given) -> None:
    """The system administrator confirms a proposed role; sessions and tokens of the old one end."""
    person.role, person.is_head = person.proposed_role, person.proposed_is_head
    _forget_proposal(person)
    logins.end_all(person)


@ACCOUNTS.effect("decline-role")
def _decline_role(person: User, actor: User, given: Given) -> None:
    """The system administrator doesn't agree; the role stays as it is."""
    _forget_proposal(person)


@ACCOUNTS.effect("disable")
def _disable(person: User, actor: User, given: Given) -> None:
    """The system administrator ends an account; what its owner did stays."""
    person.is_active = False
    logins.end_all(person)


@ACCOUNTS.effect("reopen")
def _reopen(person: User, actor: User, given: Given) -> None:
    """The system administrator wants an ended account back; it is confirmed like a new one."""
    person.is_active, person.created_by, person.created_at = False, actor, clock.now()
    person.confirmed_by = person.confirmed_at = None
    logins.end_all(person)


@ACCOUNTS.effect("ask-link")
def _ask_for_link(person: User, actor: User, given: Given) -> None:
    """One administrator asks for a new password of another; the third one makes the link, or declines."""
    passwords.ask_for_link(person, actor=actor)


@ACCOUNTS.effect("decline-link")
def _decline_link(person: User, actor: User, given: Given) -> None:
    """An administrator does not agree that another one gets a new password, or takes back that he asked."""
    passwords.decline_link(person)


@ACCOUNTS.effect("link")
def _make_link(person: User, actor: User, given: Given) -> None:
    asked = passwords.asked_link(person) if person.is_administrator else None
    passwords.make_link(person, actor=actor, asked=asked, token=str(given["token"]))


@ACCOUNTS.effect("lost-factor")
def _ask_to_remove_factor(person: User, actor: User, given: Given) -> None:
    """A person has lost the phone and the recovery codes: one administrator asks, another one removes the factor."""
    second_factor.ask_for_removal(person, actor=actor)


@ACCOUNTS.effect("keep-factor")
def _keep_factor(person: User, actor: User, given: Given) -> None:
    """The second factor stays; whoever asked can take it back like this too."""
    second_factor.ask_for_removal(person, actor=None)


@ACCOUNTS.effect("drop-factor")
def _remove_factor(person: User, actor: User, given: Given) -> None:
    """Another administrator agrees: the factor is gone, all logins end, and the next one sets up another."""
    second_factor.remove(person)
    logins.end_all(person)


@ACCOUNTS.effect("unlock")
def _unlock(person: User, actor: User, given: Given) -> None:
    """The security administrator lets a locked account be tried again."""
    tries.unlock(person)


@ACCOUNTS.effect("log-out")
def _log_out(person: User, actor: User, given: Given) -> None:
    """The security administrator ends all logins of a person, browsers and programs."""
    logins.end_all(person)


def events_of(user: User) -> QuerySet[LogEntry]:
    """What happened to an account lately; the caller has it from `visible_to`."""
    return LogEntry.objects.about(user).filter(act__startswith="account.")[:NEWEST]


@transaction.atomic
def change_own_settings(user: User, **settings: object) -> User:
    """What people decide for themselves: how they are reached, language, keyboard."""
    before = {name: getattr(user, name) for name in settings}
    if changing.differing(user, settings, changing.OF_PERSON):
        refuse_held(user)
    for name, value in settings.items():
        setattr(user, name, value)
    user.save(update_fields=list(settings))
    log.record("account.settings", user, actor=user, before=before, after=settings)
    return user


def _take_on(user: User, values: Mapping[str, object]) -> None:
    for field, value in values.items():
        setattr(user, field, value)


def _forget_proposal(user: User) -> None:
    user.proposed_role, user.proposed_is_head, user.proposed_by = "", False, None


def _refuse_misfit(role: str, organization: Organization) -> None:
    if not roles.fits(role, organization.kind):
        raise DomainError(gettext("This role does not belong into a unit of this kind."), "role")
