"""三员分立: which administrator does what to an account, and when; what one begins, another one completes.

Nobody acts on the own account. Whoever is no administrator is refused at any account; pages find one by `visible_to`.
Nothing of it stands on a desk: the list of the accounts says what waits.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import LoginTries, PasswordLink, ProposedChange, SecondFactor, User
from accounts.rules import changing
from accounts.rules.tries import account_key
from accounts.states import ADMINISTRATORS, Role
from core import clock
from core.steps import Given, Step, Table, Weight, Words, always
from core.who import Condition, Rule, ability, condition, rule

Row = TypeVar("Row", bound=Model)
system: Rule[User] = ability(lambda user: user.role == Role.SYSADMIN).said("The system administrator.")
security: Rule[User] = ability(lambda user: user.role == Role.SECADMIN).said("The security administrator.")
administrator: Rule[User] = ability(lambda user: user.is_administrator).said("Any of the three administrators.")


@rule(lambda user: ~Q(pk=user.pk))
def another(person: User, user: User) -> bool:
    """Nobody does it to himself."""
    return person.pk != user.pk


@rule(lambda user: Q(role__in=ADMINISTRATORS))
def of_administrator(person: User, user: User) -> bool:
    return person.is_administrator


@rule(lambda user: ~Q(role__in=ADMINISTRATORS))
def of_officer(person: User, user: User) -> bool:
    """The account of anybody who is no administrator."""
    return not person.is_administrator


@rule(lambda user: ~Q(created_by=user.pk))
def has_not_made_it(person: User, user: User) -> bool:
    return person.created_by_id != user.pk


@rule(lambda user: ~Q(proposed_by=user.pk))
def has_not_proposed_role(person: User, user: User) -> bool:
    return person.proposed_by_id != user.pk


def _has(rows: Callable[[], QuerySet[Row]], of: str) -> Condition[User]:
    """Whether there is such a row of a person, whom its column `of` names."""
    return Condition(
        lambda person: rows().filter(**{of: person.pk}).exists(),
        lambda: Q(Exists(rows().filter(**{of: OuterRef("pk")}))),
    )


def _has_not_begun(rows: Callable[[], QuerySet[Row]], of: str, by: str) -> Rule[User]:
    """Whether such a row of a person is not this administrator's, whom its column `by` names."""
    return Rule(
        lambda person, user: not rows().filter(**{of: person.pk, by: user.pk}).exists(),
        lambda user: ~Q(Exists(rows().filter(**{of: OuterRef("pk"), by: user.pk}))),
    )


def _asked_links() -> QuerySet[PasswordLink]:
    return PasswordLink.objects.asked_for(clock.now())


def _open_changes() -> QuerySet[ProposedChange]:
    return ProposedChange.objects.filter(decided_at=None)


def _lost_factors() -> QuerySet[SecondFactor]:
    return SecondFactor.objects.exclude(removal_proposed_by=None)


def _kept_factors() -> QuerySet[SecondFactor]:
    return SecondFactor.objects.filter(removal_proposed_by=None).exclude(confirmed_at=None)


link_is_asked_for, change_waits = _has(_asked_links, "person"), _has(_open_changes, "person")
factor_is_to_go, has_factor = _has(_lost_factors, "user"), _has(_kept_factors, "user")
has_not_asked_for_link = _has_not_begun(_asked_links, "person", "asked_by")
has_not_proposed_change = _has_not_begun(_open_changes, "person", "proposed_by")
has_not_asked_to_remove = _has_not_begun(_lost_factors, "user", "removal_proposed_by")


@condition(lambda: Q(is_active=True))
def active(person: User) -> bool:
    return person.is_active


@condition(lambda: Q(confirmed_at=None) & ~Q(created_by=None))
def waits_for_confirmation(person: User) -> bool:
    return person.waits_for_confirmation


@condition(lambda: Q(is_active=False) & ~waits_for_confirmation.rows())
def ended(person: User) -> bool:
    return not person.is_active and not person.waits_for_confirmation


@condition(lambda: ~Q(proposed_role=""))
def role_is_proposed(person: User) -> bool:
    return bool(person.proposed_role)


@condition(lambda: Q(role__in=ADMINISTRATORS) & ~link_is_asked_for.rows())
def needs_to_be_asked_for(person: User) -> bool:
    """A new password of an administrator, for which nobody has asked."""
    return person.is_administrator and not link_is_asked_for(person)


@condition(lambda: ~needs_to_be_asked_for.rows())
def takes_a_link(person: User) -> bool:
    return not needs_to_be_asked_for(person)


def _locks() -> QuerySet[LoginTries]:
    return LoginTries.objects.filter(locked_until__gt=clock.now())


def _locked_ones() -> Q:
    """The locks know the accounts by a hash alone, so the accounts are gone through where there are any."""
    locked = set(_locks().values_list("account", flat=True))
    accounts = User.objects.values_list("pk", "username") if locked else ()
    return Q(pk__in=[pk for pk, username in accounts if account_key(username) in locked])


@condition(_locked_ones)
def locked(person: User) -> bool:
    """Locked somewhere at the moment, after wrong passwords or codes."""
    return _locks().filter(account=account_key(person.username)).exists()


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
"""What the log tells of an account before and after an act, where it has changed."""


def said(person: User) -> dict[str, object]:
    """An account as the log tells it."""
    return {name: getattr(person, name) for name in SAID}


def said_of_edit(person: User, given: Given) -> dict[str, object]:
    """What has been changed, and what of that has only been proposed."""
    proposed = changing.differing(person, given, changing.OF_PERSON)
    return said(person) | ({"proposed": proposed} if proposed else {})


ANYWHERE: frozenset[str] = frozenset()
W = Weight
factor_keeper = (another & (of_administrator & administrator | of_officer & (system | security))).said(
    "The system or the security administrator; of another administrator any of the three."
)
link_maker = (of_officer & security | of_administrator & administrator & another & has_not_asked_for_link).said(
    "The security administrator; of an administrator whoever has not asked for it."
)


def _act(
    name: str,
    label: Words,
    who: Rule[User],
    given: tuple[str, ...],
    weight: Weight,
    when: Condition[User],
    **more: Any,
) -> Step[User, None]:
    """A step in any state that stands on nobody's desk; whoever comes too late hears the same of each."""
    return Step(
        name,
        label,
        ANYWHERE,
        None,
        who,
        given,
        weight,
        None,
        when,
        refused=_("This is for another administrator."),
        otherwise=lambda person: gettext("This has been done already, or the account has been ended."),
        **more,
    )


# fmt: off
ACCOUNTS = Table[User](
    "account",
    #    name              label                                            who                                           given       weight      when
    _act("edit",           _("Account changed"),                            system & another,                             (),         W.APPROVES, always,                         told=said_of_edit),
    _act("confirm",        _("Account confirmed"),                          security & another & has_not_made_it,         ("token",), W.APPROVES, waits_for_confirmation,         button=_("Confirm the account")),
    _act("propose-role",   _("Another role proposed"),                      security & another,                           ("role",),  W.APPROVES, active),
    _act("confirm-role",   _("Role confirmed"),                             system & another & has_not_proposed_role,     (),         W.APPROVES, role_is_proposed,               button=_("Confirm the role")),
    _act("decline-role",   _("Role declined"),                              system & another,                             (),         W.ORDINARY, role_is_proposed,               button=_("Decline the role")),
    _act("confirm-change", _("Change of an account confirmed"),             security & another & has_not_proposed_change, (),         W.APPROVES, change_waits,                   button=_("Confirm the change")),
    _act("decline-change", _("Change of an account declined"),              security & another,                           (),         W.ORDINARY, change_waits,                   button=_("Decline the change")),
    _act("disable",        _("Account ended"),                              system & another,                             (),         W.ORDINARY, active,                         button=_("End the account")),
    _act("reopen",         _("Account asked for again"),                    system & another,                             (),         W.APPROVES, ended,                          button=_("Ask to reopen the account")),
    _act("ask-link",       _("New password of an administrator asked for"), administrator & another,                      (),         W.APPROVES, active & needs_to_be_asked_for, button=_("Ask for a new password")),
    _act("decline-link",   _("New password of an administrator declined"),  administrator & another,                      (),         W.ORDINARY, active & link_is_asked_for,     button=_("Decline the new password")),
    _act("link",           _("Link for a new password handed over"),        link_maker,                                   ("token",), W.APPROVES, active & takes_a_link,          button=_("Hand over a link for a new password")),
    _act("lost-factor",    _("Removal of a lost second factor asked for"),  factor_keeper,                                (),         W.APPROVES, has_factor,                     button=_("Ask to remove the lost second factor")),
    _act("keep-factor",    _("Removal of a second factor declined"),        factor_keeper,                                (),         W.ORDINARY, factor_is_to_go,                button=_("Decline to remove the second factor")),
    _act("drop-factor",    _("Lost second factor removed"),                 factor_keeper & has_not_asked_to_remove,      (),         W.APPROVES, factor_is_to_go,                button=_("Remove the second factor")),
    _act("unlock",         _("Unlocked"),                                   security & another,                           (),         W.ORDINARY, locked,                         button=_("Unlock the account")),
    _act("log-out",        _("Logged out everywhere"),                      security & another,                           (),         W.ORDINARY, active,                         button=_("Log out everywhere")),
    rows=lambda user: User.objects.select_related("organization"),
    was=said,
    told=lambda person, given: said(person),
    only_changes=True,
)
# fmt: on
