"""One person, one account in use: no login for everybody, none left over (security S01)."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import entering, passwords, people, tokens
from accounts.states import Role
from accounts.tasks import end_unused
from accounts.workflow import ACCOUNTS
from core import clock
from core.models import LogEntry
from core.services.acting import take
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S01")]


def acts_on(person):
    return LogEntry.objects.about(person).filter(act__startswith="account.").values_list("act", flat=True)


def logs_in(username, password=PASSWORD):
    answer = Client().post(reverse("accounts:login"), {"username": username, "password": password})
    return answer.status_code == 302


def test_nobody_becomes_a_superuser_by_command():
    with pytest.raises(CommandError):
        call_command("createsuperuser", username="root", interactive=False)

    assert not User.objects.exists()


@pytest.mark.parametrize(("days", "opens"), [(89, True), (91, False)])
def test_an_account_unused_for_ninety_days_is_ended_and_that_is_on_record(days, opens):
    person = UserFactory(username="li", password=PASSWORD, last_login=clock.now())

    with clock.at(clock.now() + timedelta(days=days)):
        assert logs_in("li") == opens

    person.refresh_from_db()
    assert person.is_active == opens
    assert list(acts_on(person)) == ([] if opens else ["account.unused"])


def test_every_night_unused_accounts_end_with_their_tokens():
    long_ago = clock.now() - timedelta(days=100)
    unused, fresh = UserFactory(last_login=long_ago), UserFactory(last_login=clock.now())
    new, confirmed = UserFactory(), UserFactory(last_login=long_ago, confirmed_at=clock.now())
    token = tokens.issue(unused)
    User.objects.filter(pk=unused.pk).update(last_login=long_ago)

    assert (end_unused(), end_unused()) == (1, 0)
    assert set(User.objects.active()) == {fresh, new, confirmed}
    assert tokens.owner(token) is None
    assert list(acts_on(unused)) == ["account.unused"]


def test_an_unused_account_comes_back_by_two_administrators():
    person = UserFactory(username="li", last_login=clock.now() - timedelta(days=100))
    entering.end_unused(person)

    take(ACCOUNTS, person.pk, "reopen", actor=UserFactory(role=Role.SYSADMIN))
    made = people.confirm_account(person, actor=UserFactory(role=Role.SECADMIN))
    passwords.choose(passwords.opened_by(person.pk, made.token), "Ganjing-De-Mima-88")

    assert logs_in("li", "Ganjing-De-Mima-88")


def test_the_administrators_read_what_happened_and_nobody_rewrites_it(client):
    person = UserFactory()
    entering.end_unused(person)
    client.force_login(UserFactory(role=Role.AUDITADMIN))

    assert "长期未使用，已停用" in client.get(reverse("accounts:user-detail", args=[person.pk])).text
    for change in (lambda rows: rows.update(act="account.link"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(LogEntry.objects.all())
    assert list(acts_on(person)) == ["account.unused"]
