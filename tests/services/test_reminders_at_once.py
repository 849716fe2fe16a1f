"""The job ten times at once, several senders, a mail server with moods: each reminder exactly once (V10, V13)."""

from collections import Counter

import pytest

from accounts.states import OrganizationKind
from core import clock
from core.states import DeliveryState
from inspections.services.recording import SourceGiven
from notices.models import Delivery, Notice
from notices.services.delivery import deliver_waiting
from notices.services.digests import gather
from rectification.services.registration import ItemGiven, register_many
from supervision.services.reminder_rows import rows_of_day
from supervision.services.reminding import send_due_reminders
from tests.factories import EnterpriseFactory, OrganizationFactory, UserFactory
from tests.services.test_two_at_once import all_at_once
from tests.supervision.reminders.days import TUESDAY, at

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ITEMS, PEOPLE = 50, 40


@pytest.fixture
def many_due(settings):
    """Two thousand reminders: fifty unassigned items that are due, and forty coordinators."""
    with clock.at(at(TUESDAY, 8)):
        office = OrganizationFactory(kind=OrganizationKind.OFFICE)
        coordinators = [UserFactory(organization=office) for _each in range(PEOPLE)]
        enterprise = EnterpriseFactory()
        source = SourceGiven(kind="COUNTY_CHECK", deadline=TUESDAY)
        finding = {"title": "报警器失效", "description": "报警器失效", "found_on": TUESDAY, "sources": [source]}
        givens = [ItemGiven(enterprise=enterprise, **finding) for _each in range(ITEMS)]
        register_many(givens, actor=coordinators[0])
        yield sorted(person.email for person in coordinators)


def run_at(moment, act):
    """The act in a thread that lives at a moment."""

    def run():
        with clock.at(moment):
            return act()

    return run


@pytest.mark.req("V13")
def test_ten_runs_at_once_make_the_rows_and_messages_of_one(many_due, post):
    morning = run_at(at(TUESDAY, 8), lambda: send_due_reminders(TUESDAY))

    outcomes = all_at_once([morning] * 10)

    assert Notice.objects.count() == ITEMS * PEOPLE == sum(run.created for run in outcomes)
    assert Delivery.objects.count() == PEOPLE == sum(run.sent for run in outcomes)
    assert post.recipients == many_due
    assert not Notice.objects.filter(delivery=None).exists()


@pytest.mark.req("V10")
def test_with_a_server_of_many_moods_nothing_is_doubled_and_nothing_missing(many_due, post):
    post.moods = iter([None, "250 OK", "451 later", "554 never", "250 OK"] * 20)

    with clock.at(at(TUESDAY, 8)):
        send_due_reminders(TUESDAY)
    for hour in range(9, 24):
        all_at_once([run_at(at(TUESDAY, hour), deliver_waiting)] * 3)

    arrived = Counter(post.recipients)
    unknown = set(Delivery.objects.filter(state=DeliveryState.UNKNOWN).values_list("recipient__email", flat=True))
    assert max(arrived.values()) == 1
    assert len(unknown) > 2
    assert set(many_due) - arrived.keys() <= unknown
    assert Delivery.objects.exclude(state__in=(DeliveryState.SENT, DeliveryState.UNKNOWN)).count() == 0
    assert Notice.objects.count() == ITEMS * PEOPLE == sum(rows.count() for rows in rows_of_day(TUESDAY))


@pytest.mark.req("V13")
def test_gathering_and_sending_at_once_leaves_no_notice_behind(many_due, post):
    send_due_reminders(TUESDAY)
    Notice.objects.update(delivery=None)
    Delivery.objects.update(day=at(TUESDAY, 8).date().replace(day=23))
    acts = [lambda: gather(TUESDAY), deliver_waiting] * 4

    all_at_once([run_at(at(TUESDAY, 8), act) for act in acts])
    with clock.at(at(TUESDAY, 8)):
        deliver_waiting()

    assert not Notice.objects.filter(delivery=None).exists()
    assert Counter(post.recipients) == Counter(many_due * 2)
