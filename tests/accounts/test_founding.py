"""开县: the first three administrators (contract C6)."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organization, User
from accounts.states import ADMINISTRATORS, Role
from core.models import LogEntry
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S66")]
THREE = {"sysadmin": "zhang:张三", "secadmin": "li:李四", "auditadmin": "wang:王五"}


def found(**given):
    printed = StringIO()
    call_command("found_county", **{**THREE, **given}, county="试点县人民政府", stdout=printed)
    return printed.getvalue()


def test_three_people_get_a_link_each_and_no_password():
    printed = found()

    people = User.objects.order_by("pk")
    assert {person.role for person in people} == ADMINISTRATORS
    assert not any(person.has_usable_password() for person in people)
    assert len(re.findall(r"/accounts/password/\d+/[\w-]{43}/", printed)) == 3
    assert Organization.objects.get().name == "试点县人民政府"
    assert list(LogEntry.objects.filter(act="account.found").values_list("actor", flat=True)) == [None] * 3


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_it_refuses_where_there_is_any_administrator(role):
    UserFactory(role=role)

    with pytest.raises(CommandError, match="已有管理员"):
        found()

    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [{"secadmin": "zhang:李四"}, {"secadmin": "ZHANG:李四"}, {"auditadmin": None}, {"auditadmin": "wang"}],
    ids=["one account twice", "however written", "nobody", "without a name"],
)
def test_what_is_not_three_people_makes_nothing(given, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())

    with pytest.raises(CommandError):
        found(**given)

    assert not User.objects.exists()


def test_the_first_three_may_begin_at_once():
    found()

    assert [person.held_until for person in User.objects.filter(role__in=list(Role))] == [None] * 3
