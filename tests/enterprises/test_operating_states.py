"""经营状态: entered on a day, kept for ever, asked for any day."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.errors import DomainError, StaleError
from core.services import editing
from core.services.editing import NotKeeperError
from enterprises.models import Enterprise, OperatingChange
from enterprises.services.operating import StateGiven, enter, states_on
from enterprises.states import OperatingState
from tests.factories import EnterpriseFactory, UserFactory
from tests.supervision.reminders.days import TUESDAY, at

pytestmark = pytest.mark.django_db
LONG_AGO = date(2024, 3, 1)
STOP = StateGiven("STOPPED", date(2026, 10, 8), "整改期间停产", "应急罚〔2026〕9号", by_order=True)


@pytest.fixture(autouse=True)
def today():
    with clock.at(at(TUESDAY, 9)):
        yield TUESDAY


@pytest.fixture
def keeper():
    return UserFactory()


@pytest.fixture
def enterprise(keeper):
    return enter(
        EnterpriseFactory(state="BUILDING"), StateGiven("OPERATING", LONG_AGO, "投产"), actor=keeper, version=1
    )


def test_the_file_shows_the_last_state_and_a_past_day_the_one_of_then(enterprise, keeper):
    enter(enterprise, STOP, actor=keeper, version=2)

    assert Enterprise.objects.get().state == "STOPPED"
    assert states_on([enterprise], date(2026, 10, 7)) == {enterprise.pk: OperatingState.OPERATING}
    assert states_on([enterprise], STOP.since) == {enterprise.pk: OperatingState.STOPPED}


def test_the_list_is_asked_for_a_state_on_a_day(enterprise, keeper, client):
    enter(enterprise, STOP, actor=keeper, version=2)
    client.force_login(keeper)
    url = reverse("enterprises:enterprise-list")

    then = client.get(url, {"state": "OPERATING", "state_on": "2026-10-07"})
    now = client.get(url, {"state": "OPERATING"})

    assert enterprise.name in then.content.decode()
    assert enterprise.name not in now.content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"state": "OPERATING"}, "state"),
        ({"since": TUESDAY + timedelta(days=1)}, "since"),
        ({"since": LONG_AGO - timedelta(days=1)}, "since"),
        ({"document": ""}, "document"),
        ({"state": "TRIAL"}, "by_order"),
    ],
    ids=["in it already", "to come", "before the last one", "an order without document", "nobody orders a trial"],
)
def test_what_does_not_fit_is_refused_at_its_field(enterprise, keeper, given, field):
    base = {"by_order": False} if given.get("state") == "OPERATING" else {}
    with pytest.raises(DomainError) as refused:
        enter(enterprise, StateGiven(**{**vars(STOP), **base, **given}), actor=keeper, version=2)

    assert refused.value.field == field
    assert OperatingChange.objects.count() == 2


def test_somebody_elses_change_is_not_written_over(enterprise, keeper):
    with pytest.raises(StaleError):
        enter(enterprise, STOP, actor=keeper, version=1)

    assert Enterprise.objects.get().state == "OPERATING"


def test_who_only_reads_the_file_changes_no_state(enterprise):
    inspector = UserFactory(role=Role.INSPECTOR)

    with pytest.raises(NotKeeperError):
        enter(enterprise, STOP, actor=inspector, version=2)


def test_a_state_written_into_the_file_is_recorded_too(enterprise, keeper, today):
    editing.change(enterprise, actor=keeper, version=2, values={"state": "STOPPED"})

    last = enterprise.operating_changes.last()
    assert (last.state, last.since) == ("STOPPED", today)


def test_the_first_change_of_a_file_keeps_what_it_said_before(keeper):
    fresh = EnterpriseFactory(state="TRIAL")

    editing.change(fresh, actor=keeper, version=1, values={"state": "OPERATING"})

    assert list(fresh.operating_changes.values_list("state", "since")) == [("TRIAL", None), ("OPERATING", TUESDAY)]


def test_another_field_of_the_file_changes_no_state(enterprise, keeper):
    editing.change(enterprise, actor=keeper, version=2, values={"address": "环园东路1号"})

    assert enterprise.operating_changes.count() == 2


def test_what_is_on_file_is_neither_changed_nor_deleted(enterprise):
    for act in (lambda rows: rows.update(state="CLOSED"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(OperatingChange.objects.all())

    assert OperatingChange.objects.last().state == "OPERATING"


def test_a_keeper_enters_a_state_on_the_page_and_sees_the_line(enterprise, keeper, client):
    client.force_login(keeper)
    page = reverse("enterprises:enterprise-state", args=[enterprise.pk])
    given = {"state": "STOPPED", "by_order": "on", "since": "2026-10-08", "reason": "停产整顿", "version": "2"}

    refused = client.post(page, given)
    saved = client.post(page, given | {"document": "应急罚〔2026〕9号"}, follow=True)

    assert refused.status_code == 422
    assert "停产整顿" in refused.content.decode()
    assert "应急罚〔2026〕9号" in saved.content.decode()


def test_an_enterprise_sees_its_own_line_and_no_other(enterprise, client):
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=enterprise.organization))
    stranger = EnterpriseFactory()

    own = client.get(f"{enterprise.get_absolute_url()}?tab=operating")
    assert "投产" in own.content.decode()
    assert client.get(f"{stranger.get_absolute_url()}?tab=operating").status_code == 404
    assert client.get(reverse("enterprises:enterprise-state", args=[enterprise.pk])).status_code == 403
