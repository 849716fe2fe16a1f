"""A cell of the ledger is corrected where it stands: by the rules of the correction, with its version."""

from datetime import timedelta

import pytest

from accounts.states import Role
from core import clock
from core.undo import undoable
from rectification.models import Item
from rectification.services.correction import correct
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def item():
    return ItemFactory()


def at(item, field="deadline"):
    return f"/ledger/{item.pk}/cell/?field={field}"


def sent(item, day, **more):
    return {
        "field": "deadline",
        "version": item.version,
        "deadline": day,
        "initial-deadline": "",
        "reason": "按来函更正",
        **more,
    }


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def test_the_editor_asks_the_field_and_the_reason_alone(visit, item):
    page = visit(item.people["coordinator"]).get(at(item), headers=HTMX)

    assert set(page.context["form"].fields) == {"version", "deadline", "reason"}


def test_a_corrected_cell_comes_back_as_the_list_shows_it_with_the_way_back(visit, item):
    answer = visit(item.people["coordinator"]).post(at(item), sent(item, in_days(12)), headers=HTMX)

    now = Item.objects.get(pk=item.pk)
    assert now.deadline.isoformat() == in_days(12)
    assert f'data-version="{now.version}"' in answer.text
    assert 'data-column="deadline"' in answer.text
    assert 'name="ticket"' in answer.text


def test_somebody_who_was_slower_is_told_and_keeps_what_was_typed(visit, item):
    browser = visit(item.people["coordinator"])
    correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="先到", title="别的题")

    answer = browser.post(at(item), sent(item, in_days(12)), headers=HTMX)

    assert answer.status_code == 422
    assert f'value="{in_days(12)}"' in answer.text
    assert item.people["coordinator"].name in answer.text
    assert Item.objects.get(pk=item.pk).deadline is None


def test_a_deadline_in_force_is_refused_in_words_at_the_cell(visit):
    assigned = ItemFactory(assigned=True)

    answer = visit(assigned.people["coordinator"]).get(at(assigned), headers=HTMX)

    assert answer.status_code == 409
    assert "申请延期" in answer.text


def test_without_script_the_cell_leads_to_the_correction(visit, item):
    answer = visit(item.people["coordinator"]).get(at(item))

    assert answer.url == f"/ledger/{item.pk}/correct/#id_deadline"


def test_a_stranger_and_an_unknown_field_find_nothing(visit, item):
    stranger = visit(UserFactory(role=Role.ENTERPRISE))

    assert stranger.get(at(item), headers=HTMX).status_code == 404
    assert visit(item.people["coordinator"]).get(at(item, "state"), headers=HTMX).status_code == 404


def test_the_button_takes_the_correction_back(visit, item):
    browser = visit(item.people["coordinator"])
    browser.post(at(item), sent(item, in_days(12)), headers=HTMX)
    entry = Item.objects.get(pk=item.pk).history.last()
    ticket = undoable("correction", [entry.pk], actor=item.people["coordinator"], said="").ticket

    answer = browser.post("/undo/", {"ticket": ticket, "back": "/ledger/?sort=number"})

    assert answer.url == "/ledger/?sort=number"
    assert Item.objects.get(pk=item.pk).deadline is None


def test_nobody_else_uses_the_ticket(visit, item):
    correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="改", title="新题")
    entry = Item.objects.get(pk=item.pk).history.last()
    ticket = undoable("correction", [entry.pk], actor=item.people["coordinator"], said="").ticket

    visit(item.people["inspector"]).post("/undo/", {"ticket": ticket, "back": "//evil.example"})

    assert Item.objects.get(pk=item.pk).title == "新题"
