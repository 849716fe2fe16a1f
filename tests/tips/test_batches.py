"""交办批次 (R14): a batch from above with its rows, its day, its sums; who told something never comes in with it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.states import Role
from core import clock
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import LogEntry
from core.services.acting import take
from tests.dashboards.visiting import visit
from tests.factories import EnterpriseFactory, TipBatchFactory, TipFactory, UserFactory
from tips.models import Reporter, Tip, TipBatch
from tips.rules.batches import sums
from tips.services.batch_board import board_of, sums_of
from tips.services.batches import BatchGiven, RowGiven, add_row, change, open_batch
from tips.services.submitting import TipGiven
from tips.states import TipState
from tips.workflow import TIPS

pytestmark = pytest.mark.django_db
PINNED = json.loads((Path(__file__).resolve().parents[1] / "query_counts.json").read_text(encoding="utf-8"))


@pytest.fixture
def batch():
    return TipBatchFactory()


@pytest.fixture
def office(batch):
    return batch.opened_by


def row(at=1, number="", **changed):
    return RowGiven(at, TipGiven(**{"text": "夜里有异味", "place": "厂东门", "channel": "HOTLINE", **changed}), number)


def in_batch(batch, *states, **more):
    last = batch.rows.count()
    return [
        TipFactory(batch=batch, batch_place=last + place, **{state: True}, **more)
        for place, state in enumerate(states, 1)
    ]


def test_a_batch_is_entered_once(office):
    today = clock.today()
    said = BatchGiven("省督察组", "第三轮督察", 4, today, today + timedelta(days=7))
    made = open_batch(said, actor=office)

    assert str(made) == "第三轮督察第4批"
    assert LogEntry.objects.get(act="tip-batch.open").actor == office
    with pytest.raises(DomainError, match="已登记"):
        open_batch(said, actor=office)
    assert TipBatch.objects.filter(origin="第三轮督察").count() == 1


def test_an_officer_enters_no_batch_and_no_row(batch):
    officer = UserFactory(role=Role.DEPARTMENT)

    with pytest.raises(NotAllowedError):
        add_row(batch, row(), actor=officer)

    assert visit(officer).get("/tips/batches/add/").status_code == 403
    assert not Tip.objects.exists()


def test_a_row_waits_to_be_accepted_and_is_due_with_its_batch(batch, office):
    tip = add_row(batch, row(number="D04-001"), actor=office)

    assert (tip.state, tip.due, tip.accept_by) == (TipState.RECEIVED, batch.answer_by, batch.answer_by)
    assert (tip.batch, tip.batch_place, tip.batch_number) == (batch, 1, "D04-001")
    assert LogEntry.objects.get(act="tip.take-in").actor == office


@pytest.mark.req("S33")
@pytest.mark.parametrize("name", ["text", "place", "when"])
@pytest.mark.parametrize("secret", ["13612345678", "11010519491231002X"])
def test_no_phone_and_no_identity_card_comes_in_with_a_row(batch, office, name, secret):
    with pytest.raises(DomainError, match=secret) as refused:
        add_row(batch, row(**{name: f"张先生{secret}反映"}), actor=office)

    assert refused.value.field == name
    assert not Tip.objects.exists()


@pytest.mark.req("S33")
def test_no_name_comes_in_with_a_row(batch, office):
    with pytest.raises(DomainError):
        add_row(batch, row(name="王五"), actor=office)

    assert not Reporter.objects.exists()


@pytest.mark.parametrize(("second", "field"), [(row(1), "batch_place"), (row(2, "D1"), "batch_number")])
def test_a_place_and_a_number_are_given_once(batch, office, second, field):
    add_row(batch, row(1, "D1"), actor=office)

    with pytest.raises(DomainError) as refused:
        add_row(batch, second, actor=office)

    assert refused.value.field == field
    assert batch.rows.count() == 1


def test_the_database_holds_that_a_place_is_given_once(batch):
    in_batch(batch, "handling")

    with pytest.raises(IntegrityError), transaction.atomic():
        TipFactory(batch=batch, batch_place=1)


def test_open_rows_follow_the_day_of_the_batch(batch, office):
    waits = add_row(batch, row(), actor=office)
    (done,) = in_batch(batch, "answered")
    day = batch.answer_by + timedelta(days=3)

    change(batch, actor=office, version=1, values={"answer_by": day, "reason": "上级延期"})

    due = done.due
    waits.refresh_from_db()
    done.refresh_from_db()
    assert (waits.due, done.due) == (day, due)
    assert LogEntry.objects.get(act="tip-batch.change").reason == "上级延期"


def test_a_batch_is_changed_with_a_reason_alone(batch, office):
    with pytest.raises(DomainError):
        change(batch, actor=office, version=1, values={"origin": "别的督察"})

    batch.refresh_from_db()
    assert batch.version == 1


def test_the_day_of_a_superior_is_not_extended_by_us(batch, office):
    (tip,) = in_batch(batch, "handling")

    with pytest.raises(WrongStateError, match="上级"):
        take(TIPS, tip.pk, "extend", actor=office, version=1, due=tip.due + timedelta(days=9), reason="等检测")


def test_each_sum_is_the_batch(batch, office):
    in_batch(batch, "handling", "proposed", "confirmed", "answered")
    TipFactory(batch=batch, batch_place=5, state=TipState.HANDED_OVER)

    board = board_of(batch, office)

    assert [part.total for part in board.sums] == [5] * 5
    assert all(line.count for part in board.sums for line in part.lines)
    assert board.settled == 2


def test_a_repeat_counts_once_more_and_stands_as_its_first(batch, office):
    (first,) = in_batch(batch, "answered")
    TipFactory(batch=batch, batch_place=2, state=TipState.REPEAT, first=first, enterprise=first.enterprise)

    verdicts, progress = list(sums_of(list(batch.rows.select_related("first", "kind", "park", "enterprise"))))[3:]

    assert [(line.word, line.count) for line in verdicts.lines] == [("不属实", 2)]
    assert progress.total == 2
    assert board_of(batch, office).settled == 2


@settings(max_examples=50)
@given(st.lists(st.sampled_from("甲乙丙丁")))
def test_sums_name_what_there_is_and_come_to_all(words):
    found = sums(words)

    assert sum(count for _word, count in found) == len(words)
    assert {word for word, _count in found} == set(words)


def test_an_officer_reads_the_rows_of_the_own_unit_alone(batch):
    own, other = in_batch(batch, "handling", "handling")
    officer = UserFactory(role=Role.DEPARTMENT, organization=own.unit)

    page = visit(officer).get(batch.get_absolute_url())

    assert str(own) in page.text
    assert str(other) not in page.text
    assert "仅列本单位" in page.text


def test_a_stranger_finds_no_batch(batch):
    in_batch(batch, "handling")

    for role in (Role.DEPARTMENT, Role.INSPECTOR, Role.ENTERPRISE):
        assert visit(UserFactory(role=role)).get(batch.get_absolute_url()).status_code == 404


def test_rows_are_entered_one_after_the_other_and_stand_in_order(batch, office):
    browser, plant = visit(office), EnterpriseFactory()
    said = {"channel": "LETTER", "kind": "B", "text": "水沟发黄", "place": "", "enterprise": plant.pk}
    for place in ("2", "1"):
        answer = browser.post(f"{batch.get_absolute_url()}add/", {**said, "batch_place": place}, follow=True)
        assert "已登记" in answer.text

    table = browser.get(batch.get_absolute_url()).context["table"]

    assert [each.batch_place for each in table.rows] == [1, 2]


def test_what_is_refused_of_a_row_stands_at_its_field(batch, office):
    said = {"batch_place": "1", "channel": "LETTER", "text": "请回电13612345678", "place": "厂东门"}

    answer = visit(office).post(f"{batch.get_absolute_url()}add/", said)

    assert answer.status_code == 422
    assert "13612345678" in str(answer.context["form"].errors["text"])


def test_the_list_counts_the_rows_that_its_reader_may_know_of(batch, office):
    own, _other, done = in_batch(batch, "handling", "handling", "answered")
    officer = UserFactory(role=Role.DEPARTMENT, organization=own.unit)

    counts = [TipBatch.objects.visible_to(user).counted_for(user).get() for user in (office, officer)]

    assert [(each.row_count, each.open_count) for each in counts] == [(3, 2), (1, 1)]
    assert done.batch == batch


@pytest.mark.parametrize("number", [3, 30])
def test_the_pages_of_batches_cost_the_same_for_few_and_many_rows(batch, office, number):
    in_batch(batch, *["handling"] * number)
    browser = visit(office)
    browser.get("/tips/batches/")

    for key, url in (("/tips/batches/", "/tips/batches/"), ("/tips/batches/<batch>/", batch.get_absolute_url())):
        with CaptureQueriesContext(connection) as caught:
            browser.get(url)
        assert len(caught) == PINNED[key], key
