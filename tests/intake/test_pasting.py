"""A pasted block corrects the ledger: read as lists are, shown with old and new, done whole or not at all."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.states import Role
from core import clock
from intake.imports import pasting
from intake.imports.pasting import Onto
from intake.models import ImportBatch
from rectification.models import Item
from rectification.services.correction import correct
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/ledger/paste/"


@pytest.fixture
def items():
    plant = EnterpriseFactory()
    return [ItemFactory(enterprise=plant) for _each in range(3)]


@pytest.fixture
def visit():
    def come(user):
        client = Client()
        client.force_login(user)
        return client

    return come


@pytest.fixture
def person(items):
    return items[0].people["coordinator"]


def block_of(items, days, heading="编号\t整改期限"):
    return "\n".join([heading, *(f"{item.number}\t{day}" for item, day in zip(items, days, strict=True))])


def deadlines(items):
    return [Item.objects.get(pk=item.pk).deadline for item in items]


def tick(items):
    return [f"{item.pk}.{item.version}" for item in items]


def onto(items):
    return [Onto(item.pk, item.version, item) for item in items]


@pytest.mark.parametrize("written", ["2031-12-08", "2031年12月8日", "２０３１．１２．８", "48190", " 2031/12/8  "])
def test_a_day_is_read_as_lists_write_it(items, person, written):
    block = pasting.from_text(block_of(items[:1], [written]), person)

    assert [change.values["deadline"] for change in block.changes] == [date(2031, 12, 8)]


def test_a_day_without_a_year_takes_that_of_the_finding(items, person):
    found = items[0].found_on
    meant = found + timedelta(days=40)

    block = pasting.from_text(block_of(items[:1], [f"{meant.month}月{meant.day}日"]), person)

    assert block.changes[0].values["deadline"] == meant


def test_numbers_unknown_foreign_and_twice_are_named_at_their_rows(items, person):
    foreign = ItemFactory()
    Item.objects.filter(pk=foreign.pk).update(number="2026-7777", county=None)
    rows = ["编号\t整改期限", *(f"{number}\t2031-12-08" for number in ("2026-9999", items[0].number, items[0].number))]

    block = pasting.from_text("\n".join(rows), person)

    assert [bool(line.fault) for line in block.lines] == [True, True, True]
    assert block.changes == []


def test_each_cell_says_what_stands_against_it(visit, items, person):
    early = items[1].found_on - timedelta(days=3)
    text = block_of(items, ["2031-12-08", early.isoformat(), "下周再说吧"])

    page = visit(person).post(URL, {"text": text, "alone": "deadline", "act": "look"})

    faults = [bool(line.cells[0].fault) for line in page.context["pasted"].lines]
    assert faults == [False, True, True]
    assert 'name="reason"' not in page.text


def test_the_block_is_done_with_one_reason_and_can_be_taken_back(visit, items, person):
    text, browser = block_of(items, ["2031-12-08", "2031-12-09", "2031-12-10"]), visit(person)
    look = browser.post(URL, {"text": text, "alone": "deadline", "act": "look"}).context["pasted"]

    answer = browser.post(
        URL, {"text": text, "alone": "deadline", "act": "do", "promise": look.promise, "reason": "按来函"}, follow=True
    )

    assert deadlines(items) == [date(2031, 12, 8), date(2031, 12, 9), date(2031, 12, 10)]
    browser.post("/undo/", {"ticket": answer.context["undoable"].ticket, "back": "/ledger/"})
    assert deadlines(items) == [None, None, None]


def test_without_a_reason_nothing_is_done_and_the_text_stays(visit, items, person):
    text, browser = block_of(items[:1], ["2031-12-08"]), visit(person)
    look = browser.post(URL, {"text": text, "alone": "deadline", "act": "look"}).context["pasted"]

    answer = browser.post(URL, {"text": text, "alone": "deadline", "act": "do", "promise": look.promise, "reason": ""})

    assert (answer.status_code, deadlines(items[:1])) == (422, [None])
    assert items[0].number in answer.context["form"]["text"].value()


def test_what_has_changed_since_it_was_shown_is_shown_again(visit, items, person):
    text, browser = block_of(items, ["2031-12-08"] * 3), visit(person)
    look = browser.post(URL, {"text": text, "alone": "deadline", "act": "look"}).context["pasted"]
    correct(items[0].pk, actor=person, version=items[0].version, reason="先到", title="别的题")

    answer = browser.post(
        URL, {"text": text, "alone": "deadline", "act": "do", "promise": look.promise, "reason": "按来函"}
    )

    assert (answer.status_code, deadlines(items)) == (422, [None] * 3)


def test_a_block_goes_over_the_rows_and_columns_from_the_active_cell(visit, items, person):
    given = {"text": "新题一\t2031-12-08\n新题二\t2031-12-09", "item": tick(items), "column": ["title", "deadline"]}

    block = visit(person).post(URL, {**given, "act": "look"}).context["pasted"]

    assert [sorted(change.values) for change in block.changes] == [["deadline", "title"], ["deadline", "title"]]
    assert [change.item for change in block.changes] == items[:2]


def test_a_column_that_moves_by_steps_is_refused_and_rows_below_the_page_too(items, person):
    block = pasting.onto_cells("已销号\n已销号", onto(items[:1]), ["state"], person)

    assert block.lines[0].cells[0].fault
    assert block.lines[1].fault


def test_one_cell_goes_into_all_chosen_rows(items, person):
    block = pasting.onto_cells("2031-12-08", onto(items), ["deadline"], person, is_range=True)

    assert [change.values["deadline"] for change in block.changes] == [date(2031, 12, 8)] * 3


def test_what_stands_above_is_filled_down(visit, items, person):
    day = clock.today() + timedelta(days=9)
    Item.objects.filter(pk=items[0].pk).update(deadline=day)
    given = {"fill": "yes", "item": tick(items), "column": ["deadline"]}
    look = visit(person).post(URL, {**given, "act": "look"}).context["pasted"]

    visit(person).post(URL, {**given, "act": "do", "promise": look.promise, "reason": "同上"})

    assert deadlines(items) == [day, day, day]


def test_rows_without_a_number_go_on_to_the_import(visit, items, person):
    text = "编号\t存在问题\t整改期限\n" + f"{items[0].number}\t新的说法\t2031-12-08\n\t储罐区消防栓无水\t2031-12-20"
    browser = visit(person)
    look = browser.post(URL, {"text": text, "alone": "deadline", "act": "look"}).context["pasted"]

    answer = browser.post(
        URL, {"text": text, "alone": "deadline", "act": "do", "promise": look.promise, "reason": "按来函"}
    )

    assert look.new_rows == 1
    assert answer.url == f"/imports/{ImportBatch.objects.get().pk}/columns/"
    assert deadlines(items[:1]) == [date(2031, 12, 8)]


@pytest.mark.parametrize("fill", ["", "yes"])
def test_a_row_that_has_gone_since_keeps_its_place_and_nothing_is_done(visit, items, person, fill):
    text, gone = "2031-12-07\n2031-12-08\n2031-12-09", items[1].pk + 10_000
    given = {"text": text, "item": tick(items), "column": ["deadline"], "fill": fill}
    given["item"][1] = f"{gone}.1"
    before = deadlines(items)

    look = visit(person).post(URL, {**given, "act": "look"})
    answer = visit(person).post(
        URL, {**given, "act": "do", "promise": look.context["pasted"].promise, "reason": "按来函"}
    )

    assert f'name="item" value="{gone}.1"' in look.text
    assert [line.item for line in look.context["pasted"].lines][-2:] == [None, items[2]]
    assert (answer.status_code, deadlines(items)) == (422, before)


def test_the_page_is_for_those_who_assign(visit):
    assert visit(UserFactory(role=Role.OBSERVER)).get(URL).status_code == 404


def test_rows_below_the_end_of_the_list_are_new_and_go_on_to_the_import(visit, items, person):
    text = "新题一\t2031-12-08\n围堰破损\t2031-12-09\n池壁渗漏\t2031-12-10"
    given = {
        "text": text,
        "item": tick(items[:1]),
        "column": ["title", "deadline"],
        "after": "3",
        "query": "sort=-pk",
    }
    browser = visit(person)

    block = browser.post(URL, {**given, "act": "look"}).context["pasted"]
    answer = browser.post(URL, {**given, "act": "do", "promise": block.promise, "reason": "按来函"})

    assert (len(block.changes), block.new_rows, block.wrong) == (1, 2, 0)
    assert "/imports/" in answer["Location"]
    assert Item.objects.get(pk=items[0].pk).title == "新题一"
    assert ImportBatch.objects.count() == 1


def test_one_column_below_the_end_of_the_list_is_refused(items, person):
    block = pasting.onto_cells("围堰破损\n池壁渗漏", onto(items[:1]), ["title"], person, to_the_end=True)

    assert (block.new_rows, [bool(line.fault) for line in block.lines]) == (0, [False, True])


def test_new_rows_of_one_column_alone_are_refused_in_words(visit, items, person):
    answer = visit(person).post(URL, {"text": "问题\n围堰破损", "alone": "deadline", "act": "do", "promise": ""})

    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()


def test_a_block_goes_on_over_the_rows_of_the_next_page_and_shows_them_first(visit, items, person):
    days = ["2031-12-07", "2031-12-08", "2031-12-09"]
    given = {"text": "\n".join(days), "item": tick(items[:1]), "column": ["deadline"]}
    given |= {"after": "1", "query": "sort=pk"}
    browser = visit(person)

    look = browser.post(URL, {**given, "act": "look"})
    ticks = tick(items)
    sent = {**given, "item": ticks, "after": "3", "promise": look.context["pasted"].promise, "reason": "按来函"}
    browser.post(URL, {**sent, "act": "do"})

    assert all(f'value="{each}"' in look.text for each in ticks)
    assert [str(day) for day in deadlines(items)] == days


def test_a_list_that_has_changed_meanwhile_is_not_gone_on_over(visit, items, person):
    given = {"text": "2031-12-07\n2031-12-08", "item": tick(items[:1]), "column": ["deadline"]}

    answer = visit(person).post(URL, {**given, "after": "2", "query": "sort=pk", "act": "look"})

    assert answer.status_code == 422
    assert "列表" in answer.text
