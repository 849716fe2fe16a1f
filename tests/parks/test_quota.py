"""总量指标账户: what is posted, what is left, who signs an overdraft; a wrong posting is reversed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.states import Role
from core import clock
from core.errors import DomainError, NotAllowedError
from core.models import LogEntry
from core.services.editing import NotKeeperError
from parks.models import QuotaAccount, QuotaPosting
from parks.rules.quota import Entry, balance, lowest_from
from parks.services import quota
from parks.services.quota import OverdrawnError, Posting
from parks.states import PostingKind as Kind
from tests.factories import ParkFactory, UserFactory

DAY = st.dates(date(2026, 1, 1), date(2026, 1, 9))
ENTRIES = st.lists(st.builds(Entry, DAY, st.decimals(-9, 9, places=1)), max_size=12)


@given(ENTRIES, DAY)
def test_the_lowest_balance_is_that_of_the_worst_evening_from_then_on(entries, day):
    evenings = [day + timedelta(days=ahead) for ahead in range(10)]

    assert lowest_from(entries, day) == min(balance(entries, evening) for evening in evenings)


@pytest.fixture
def account(db):
    return QuotaAccount.objects.create(park=ParkFactory(), pollutant="COD", year=2026)


@pytest.fixture
def keeper(account):
    return UserFactory(role=Role.PARK, organization=account.park.committee)


@pytest.fixture
def post(account, keeper):
    def made(kind, amount, *, days=0, actor=None, reason="", **more):
        day = clock.today() + timedelta(days=days)
        said = Posting(kind, Decimal(amount), day, "示环函〔2026〕1号", **more)
        return quota.post(account.pk, said, actor=actor or keeper, signed_reason=reason)

    return made


def test_a_reservation_takes_from_the_balance_and_its_use_no_more(account, post):
    post(Kind.GRANTED, "100", days=-9)
    reserved = post(Kind.RESERVED, "60", days=-5, project_name="二期")
    post(Kind.USED, "40", days=-1, reservation=reserved)
    assert quota.balance(account) == 40

    post(Kind.RELEASED, "20", reservation=reserved)

    assert (quota.balance(account), quota.open_part(reserved)) == (60, 0)


def test_the_balance_of_a_past_day_is_the_sum_of_what_was_posted_until_then(account, post):
    post(Kind.GRANTED, "100", days=-9)
    post(Kind.TRADED_OUT, "30", days=-5)
    post(Kind.REDUCED, "5.5")

    said = [quota.balance(account, clock.today() + timedelta(days=days)) for days in (-10, -9, -5, 0)]

    assert said == [0, 100, 70, Decimal("75.5")]


def test_nothing_is_given_away_that_is_not_there(account, post):
    post(Kind.GRANTED, "10")

    with pytest.raises(OverdrawnError):
        post(Kind.RESERVED, "10.0001", project_name="二期")

    assert quota.balance(account) == 10


def test_what_is_posted_for_a_past_day_must_have_been_there_on_that_day(account, post):
    post(Kind.GRANTED, "10", days=-1)

    with pytest.raises(OverdrawnError):
        post(Kind.TRADED_OUT, "1", days=-2)


def test_who_assigns_for_the_county_signs_an_overdraft_in_the_own_name(account, post):
    coordinator = UserFactory()

    row = post(Kind.CUT, "3", actor=coordinator, reason="省厅核减，年底前补足")

    assert (row.signed_by, quota.balance(account)) == (coordinator, -3)
    entry = LogEntry.objects.get(act="quota.overdraw")
    assert (entry.actor, entry.reason) == (coordinator, "省厅核减，年底前补足")


def test_who_keeps_the_park_signs_no_overdraft(account, post):
    with pytest.raises(NotAllowedError):
        post(Kind.CUT, "3", reason="急用")

    assert not account.postings.exists()


def test_a_wrong_posting_is_reversed_by_another(account, post, keeper):
    wrong = post(Kind.GRANTED, "100")

    row = quota.reverse(wrong.pk, actor=keeper, document="录入有误")

    assert (row.reverses, row.effect, quota.balance(account)) == (wrong, -100, 0)
    with pytest.raises(DomainError):
        quota.reverse(wrong.pk, actor=keeper, document="再冲一次")
    with pytest.raises(DomainError):
        quota.reverse(row.pk, actor=keeper, document="冲销冲销")


def test_a_grant_that_has_been_given_away_is_not_reversed_unsigned(account, post, keeper):
    grant = post(Kind.GRANTED, "100")
    post(Kind.RESERVED, "1", project_name="二期")

    with pytest.raises(OverdrawnError):
        quota.reverse(grant.pk, actor=keeper, document="录入有误")


def test_a_reservation_in_use_is_not_reversed(account, post, keeper):
    post(Kind.GRANTED, "100")
    reserved = post(Kind.RESERVED, "10", project_name="二期")
    post(Kind.USED, "1", reservation=reserved)

    with pytest.raises(DomainError):
        quota.reverse(reserved.pk, actor=keeper, document="录入有误")


def test_a_posting_is_neither_changed_nor_deleted(account, post):
    row = post(Kind.GRANTED, "100")

    for act in (lambda: QuotaPosting.objects.filter(pk=row.pk).update(amount=1), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    assert quota.balance(account) == 100


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        (Kind.RESERVED, {}, "project_name"),
        (Kind.USED, {}, "reservation"),
        (Kind.RELEASED, {}, "reservation"),
        (Kind.REVERSAL, {}, "kind"),
        (Kind.GRANTED, {"days": 1}, "day"),
    ],
)
def test_what_is_missing_is_said_at_its_field(account, post, kind, more, field):
    with pytest.raises(DomainError) as refused:
        post(kind, "1", **more)

    assert refused.value.field == field


def test_more_than_was_reserved_is_not_used(account, post):
    post(Kind.GRANTED, "100")
    reserved = post(Kind.RESERVED, "10", project_name="二期")
    post(Kind.USED, "7", reservation=reserved)

    with pytest.raises(DomainError) as refused:
        post(Kind.USED, "3.5", reservation=reserved)

    assert refused.value.field == "amount"


def test_whoever_only_reads_posts_nothing(account, post):
    with pytest.raises(NotKeeperError):
        post(Kind.GRANTED, "1", actor=UserFactory(role=Role.SUPERIOR))
    with pytest.raises(QuotaAccount.DoesNotExist):
        post(Kind.GRANTED, "1", actor=UserFactory(role=Role.PARK))


def test_the_page_posts_and_shows_each_balance(client, account, keeper):
    client.force_login(keeper)
    page = account.get_absolute_url()
    today = clock.today().isoformat()
    common = {"day": today, "document": "函1号"}

    client.post(page, {"kind": "GRANTED", "amount": "12.5", **common})
    client.post(page, {"kind": "RESERVED", "amount": "2", "project_name": "二期", **common})
    refused = client.post(page, {"kind": "RESERVED", "amount": "99", "project_name": "三期", **common})

    assert refused.status_code == 422
    assert "amount" in refused.context["form"].errors
    shown = client.get(page).context
    assert [line.after for line in shown["table"].rows] == [Decimal("10.5"), Decimal("12.5")]
    assert shown["sums"].reserved == 2
    assert client.get(page, {"as_of": "2020-01-01"}).context["sums"].balance == 0


def test_the_page_reverses(client, account, keeper, post):
    row = post(Kind.GRANTED, "9")
    client.force_login(keeper)
    page = reverse("parks:posting-reverse", args=[row.pk])
    assert page in client.get(account.get_absolute_url()).text

    client.post(page, {"reason": "录入有误", "document": "更正单1号"})

    assert quota.balance(account) == 0
    assert "录入有误" in client.get(account.get_absolute_url()).text
    tab = client.get(account.park.get_absolute_url(), {"tab": "quota"}).context["accounts"].rows[0]
    assert (tab.granted, tab.balance) == (0, 0)


def test_before_a_reversal_its_page_says_what_the_balance_will_be_and_asks_why(client, account, keeper, post):
    post(Kind.GRANTED, "20")
    row = post(Kind.GRANTED, "9")
    client.force_login(keeper)
    page = reverse("parks:posting-reverse", args=[row.pk])

    shown = client.get(page)
    refused = client.post(page, {"reason": " ", "document": "更正单1号"})

    assert (shown.context["before"], shown.context["after"]) == ("29.000", "20.000")
    assert refused.status_code == 422
    assert "更正单1号" in refused.text
    assert quota.balance(account) == 29


def test_who_keeps_no_file_is_refused_before_what_was_sent_is_read(client, account, post):
    row = post(Kind.GRANTED, "9")
    client.force_login(UserFactory(role=Role.SUPERIOR, organization=account.park.county))

    answers = [
        client.post(address, {})
        for address in (reverse("parks:posting-reverse", args=[row.pk]), account.get_absolute_url())
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert quota.balance(account) == 9


def test_an_account_is_opened_once(client, account, keeper):
    client.force_login(keeper)
    page = reverse("parks:quota-create", args=[account.park_id])

    assert client.post(page, {"pollutant": "SO2", "year": "2026"}).status_code == 302
    assert client.post(page, {"pollutant": "COD", "year": "2026"}).status_code == 422


def test_strangers_find_no_account(client, account, post):
    row = post(Kind.GRANTED, "9")
    client.force_login(UserFactory(role=Role.PARK))

    assert client.get(account.get_absolute_url()).status_code == 404
    assert client.post(reverse("parks:posting-reverse", args=[row.pk]), {"document": "x"}).status_code == 404
