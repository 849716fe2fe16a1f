"""三员分立: an account is made by one administrator and confirmed by another; so is a change of role."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.services import passwords
from accounts.states import Role
from core import clock
from core.errors import DomainError


class NotAdministratorError(DomainError):
    """This act belongs to another administrator."""

    status = 403


@transaction.atomic
def propose_account(
    *, actor: User, username: str, name: str, organization: Organization, role: str, **details: str
) -> User:
    """The system administrator makes an account; nobody can log in with it until it is confirmed."""
    _only(actor, Role.SYSADMIN)
    if User.objects.filter(username=username).exists():
        raise DomainError(_("There is an account of this name already."), "username")
    user = User(username=username, name=name, organization=organization, role=role, is_active=False, **details)
    user.set_unusable_password()
    user.created_by, user.created_at = actor, clock.now()
    user.save(force_insert=True)
    return user


@transaction.atomic
def confirm_account(user: User, *, actor: User) -> str:
    """The security administrator confirms an account; answers its first password, this once."""
    _only(actor, Role.SECADMIN)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.confirmed_at is not None or user.created_by_id is None:
        raise DomainError(_("This account has been confirmed already."))
    user.confirmed_by, user.confirmed_at, user.is_active = actor, clock.now(), True
    user.save(update_fields=["confirmed_by", "confirmed_at", "is_active"])
    return passwords.hand_over(user)


@transaction.atomic
def propose_role(user: User, *, actor: User, role: str, is_head: bool) -> User:
    """The security administrator proposes another role; the system administrator confirms it."""
    _only(actor, Role.SECADMIN)
    if user.pk == actor.pk:
        raise NotAdministratorError(_("Nobody grants rights to himself."))
    user.proposed_role, user.proposed_is_head, user.proposed_by = role, is_head, actor
    user.save(update_fields=["proposed_role", "proposed_is_head", "proposed_by"])
    return user


@transaction.atomic
def confirm_role(user: User, *, actor: User) -> User:
    """The system administrator confirms a proposed role; sessions and tokens of the old one end."""
    _only(actor, Role.SYSADMIN)
    if user.pk == actor.pk:
        raise NotAdministratorError(_("Nobody grants rights to himself."))
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not user.proposed_role:
        raise DomainError(_("No other role is proposed."))
    user.role, user.is_head = user.proposed_role, user.proposed_is_head
    user.proposed_role, user.proposed_is_head, user.proposed_by = "", False, None
    user.save()
    passwords.end_sessions(user)
    return user


@transaction.atomic
def disable(user: User, *, actor: User) -> User:
    """The system administrator ends an account; what its owner did stays."""
    _only(actor, Role.SYSADMIN)
    if user.pk == actor.pk:
        raise NotAdministratorError(_("Another administrator has to end your account."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    passwords.end_sessions(user)
    return user


def reset_password(user: User, *, actor: User) -> str:
    """The security administrator hands over a new first password; answers it this once."""
    _only(actor, Role.SECADMIN)
    if not user.is_active:
        raise DomainError(_("The account is not active any more."))
    return passwords.hand_over(user)


def _only(actor: User, role: Role) -> None:
    if actor.role != role:
        raise NotAdministratorError(_("This is for the %(role)s.") % {"role": role.label})
