"""Many post to one quota account at once: nothing is given away twice, a balance is the sum of its postings."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest

from core import clock
from core.errors import DomainError
from parks.models import QuotaAccount, QuotaPosting
from parks.services import quota
from parks.services.quota import OverdrawnError, Posting
from parks.states import PostingKind as Kind
from tests.factories import ParkFactory, UserFactory
from tests.services.test_two_at_once import all_at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
AT_ONCE, ROUNDS = 6, 4
DAYS = 5
RANDOM_KINDS = (Kind.GRANTED, Kind.RESERVED, Kind.TRADED_OUT, Kind.TRADED_IN, Kind.CUT, Kind.REDUCED)


def test_the_last_ten_tons_are_reserved_once():
    account, keeper = QuotaAccount.objects.create(park=ParkFactory(), pollutant="COD", year=2026), UserFactory()
    quota.post(account.pk, Posting(Kind.GRANTED, Decimal(10), clock.today(), "函1号"), actor=keeper)

    def reserve(number):
        said = Posting(Kind.RESERVED, Decimal(7), clock.today(), "函2号", project_name=f"项目{number}")
        return lambda: quota.post(account.pk, said, actor=keeper)

    outcomes = all_at_once([reserve(number) for number in range(AT_ONCE)])

    assert sum(isinstance(outcome, QuotaPosting) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, OverdrawnError) for outcome in outcomes) == AT_ONCE - 1
    assert quota.balance(account) == 3


@pytest.mark.parametrize("seed", range(3))
def test_random_postings_of_many_people_never_overdraw_any_day(seed):
    account = QuotaAccount.objects.create(park=ParkFactory(), pollutant="COD", year=2026)
    people, random = [UserFactory() for _number in range(AT_ONCE)], Random(seed)

    def random_post(person):
        kind, amount = random.choice(RANDOM_KINDS), Decimal(random.randint(1, 90)) / 10
        day = clock.today() - timedelta(days=random.randrange(DAYS))
        said = Posting(kind, amount, day, "函", project_name="项目")
        return lambda: quota.post(account.pk, said, actor=person)

    for _round in range(ROUNDS):
        outcomes = all_at_once([random_post(person) for person in people])
        assert all(isinstance(outcome, (QuotaPosting, DomainError)) for outcome in outcomes), outcomes

    rows = list(QuotaPosting.objects.filter(account=account))
    assert rows
    for back in range(DAYS + 1):
        day = clock.today() - timedelta(days=back)
        assert quota.balance(account, day) == sum(row.effect for row in rows if row.day <= day)
        assert quota.balance(account, day) >= 0
