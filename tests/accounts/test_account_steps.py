"""三员分立: what an administrator is offered, what is let through and what the database finds are one."""

from itertools import product

import pytest
from django.conf import settings

from accounts.models import SecondFactor, User
from accounts.services import changes, passwords, tries
from accounts.states import ADMINISTRATORS, Role
from accounts.workflow import ACCOUNTS
from core import clock
from core.errors import NotAllowedError, WrongStateError
from core.models import LogEntry
from core.services.acting import take
from tests import faces
from tests.factories import SEED, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S13")]
SYSTEM, SECURITY, ANY = [Role.SYSADMIN], [Role.SECADMIN], sorted(ADMINISTRATORS)
KEEPERS = [Role.SYSADMIN, Role.SECADMIN]
OF_ADMINISTRATORS = {
    "edit": SYSTEM,
    "confirm": SECURITY,
    "propose-role": SECURITY,
    "confirm-role": SYSTEM,
    "decline-role": SYSTEM,
    "confirm-change": SECURITY,
    "decline-change": SECURITY,
    "disable": SYSTEM,
    "reopen": SYSTEM,
    "ask-link": ANY,
    "decline-link": ANY,
    "link": ANY,
    "lost-factor": ANY,
    "keep-factor": ANY,
    "drop-factor": ANY,
    "unlock": SECURITY,
    "log-out": SECURITY,
}
"""Which administrators do what to the account of another administrator."""
FACTOR = ("lost-factor", "keep-factor", "drop-factor")
OF_OFFICERS = OF_ADMINISTRATORS | {"link": SECURITY} | dict.fromkeys(FACTOR, KEEPERS)
"""The same, of anybody else."""
GIVE = {
    *("edit", "confirm", "propose-role", "confirm-role", "confirm-change", "reopen", "ask-link", "link"),
    *("lost-factor", "drop-factor"),
}
"""After these somebody has more rights or another identity: no held account takes them (S66)."""
OPEN = {
    "plain": {"disable", "propose-role", "log-out"},
    "waiting": {"confirm"},
    "ended": {"reopen"},
    "role": {"disable", "propose-role", "log-out", "confirm-role", "decline-role"},
    "change": {"disable", "propose-role", "log-out", "confirm-change", "decline-change"},
    "link": {"disable", "propose-role", "log-out", "decline-link", "link"},
    "factor": {"disable", "propose-role", "log-out", "lost-factor"},
    "to go": {"disable", "propose-role", "log-out", "keep-factor", "drop-factor"},
    "locked": {"disable", "propose-role", "log-out", "unlock"},
}
"""What can be done to an account besides its being edited and, while it is active, its password's being renewed."""
COMPLETES = {
    "waiting": {"confirm"},
    "role": {"confirm-role"},
    "change": {"confirm-change"},
    "link": {"link"},
    "to go": {"drop-factor"},
}
"""What nobody completes of what he has begun himself; the link of an officer is begun by nobody."""


@pytest.fixture
def administrators():
    return [UserFactory(role=role, username=f"{role}-{n}") for role, n in product(ANY, (1, 2))]


def an_account(stage, role, begun_by):
    """An account at a stage, of what an administrator has begun."""
    values = {
        "waiting": {"is_active": False, "created_by": begun_by, "confirmed_at": None},
        "ended": {"is_active": False},
        "role": {"proposed_role": Role.DEPARTMENT, "proposed_by": begun_by},
    }
    person = UserFactory(role=role, username=f"{stage}-{role}-{begun_by.username}", **values.get(stage, {}))
    if stage == "change":
        changes.propose(person, {"email": "neu@county.test"}, actor=begun_by)
    if stage == "link":
        passwords.ask_for_link(person, actor=begun_by)
    if stage in ("factor", "to go"):
        removed_by = begun_by if stage == "to go" else None
        SecondFactor.objects.create(user=person, seed=SEED, confirmed_at=clock.now(), removal_proposed_by=removed_by)
    if stage == "locked":
        for _time in range(settings.LOGIN_FAILURES_ALLOWED):
            tries.note_failure(tries.begin(person.username), person)
    return person


@pytest.fixture
def accounts(administrators):
    """Accounts of officers and administrators at every stage, begun by each of three."""
    begun_by = administrators[::2]
    roles = (Role.INSPECTOR, Role.SYSADMIN)
    return [(stage, an_account(stage, role, by), by) for stage, role, by in product(OPEN, roles, begun_by)]


def written_down(stage, person, begun_by, actor):
    """What the rules of the house let an administrator do to an account."""
    whose = OF_ADMINISTRATORS if person.is_administrator else OF_OFFICERS
    mine = {act for act, roles in whose.items() if actor.role in roles}
    renewed = {"ask-link"} if person.is_administrator else {"link"}
    renewal = renewed if person.is_active and stage != "link" else set()
    own = begun_by == actor and (stage != "link" or person.is_administrator)
    done = COMPLETES.get(stage, set()) if own else set()
    return mine & (OPEN[stage] | {"edit"} | renewal) - done


def test_each_act_is_offered_to_the_administrators_of_the_written_rules(accounts, administrators):
    for (stage, person, begun_by), actor in product(accounts, administrators):
        offered = {act for act, is_open in ACCOUNTS.offered(person, actor).items() if is_open}
        assert offered == written_down(stage, person, begun_by, actor), (stage, person.username, actor.username)


def test_nobody_does_anything_to_himself(administrators):
    for actor in administrators:
        assert not any(ACCOUNTS.offered(actor, actor).values())


def test_both_faces_say_the_same(accounts, administrators):
    faces.assert_one(ACCOUNTS, [*administrators, UserFactory(role=Role.COORDINATOR)])


def test_nobody_else_is_offered_anything(accounts):
    for role, (_stage, person, _by) in product(set(Role) - ADMINISTRATORS, accounts):
        assert not any(ACCOUNTS.offered(person, UserFactory.build(role=role)).values())


def test_what_gives_rights_is_not_for_a_held_account():
    assert {name for name, step in ACCOUNTS.steps.items() if step.judges} == GIVE


def test_the_wrong_administrator_and_who_comes_too_late_are_told_so(administrators):
    person, chief = UserFactory(role=Role.INSPECTOR), next(each for each in administrators if each.keeps_accounts)
    with pytest.raises(NotAllowedError) as wrong:
        take(ACCOUNTS, person.pk, "unlock", actor=chief)
    with pytest.raises(WrongStateError) as late:
        take(ACCOUNTS, person.pk, "confirm-role", actor=chief)

    assert (str(wrong.value), str(late.value)) == ("此操作由其他管理员办理。", "已办理，或该账号已停用。")


def test_the_log_tells_what_has_changed_and_what_is_only_proposed(administrators):
    chief = next(each for each in administrators if each.keeps_accounts)
    person = UserFactory(role=Role.INSPECTOR, name="李某", post="科员", email="alt@county.test")
    given = {"organization": person.organization, "name": "李某", "post": "科长", "email": "neu@county.test"}

    take(ACCOUNTS, person.pk, "edit", actor=chief, **given)

    row = LogEntry.objects.about(person).get(act="account.edit")
    assert row.before == {"post": "科员"}
    assert row.after == {"post": "科长", "proposed": {"email": "neu@county.test"}}
    assert User.objects.get(pk=person.pk).email == "alt@county.test"
