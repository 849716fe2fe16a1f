"""'Soon' is one number for each kind of thing: whoever says it, of an item or of a paper, means the same days."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.template import Context, Template

from accounts.states import Role
from core import clock, figures
from core.figures import Asked
from core.rules import expiry
from enterprises.models import Permit
from rectification.figures import on_desk
from rectification.models import Item
from rectification.rules import deadlines
from rectification.states import Desk
from supervision.rules import reminders
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory
from tests.house import modules

pytestmark = pytest.mark.django_db
SIGN = Template("{% load shell %}{% expiry_sign day as sign %}{{ sign.style }}")


@pytest.mark.parametrize("major", [False, True], ids=["general", "major"])
@pytest.mark.parametrize(
    ("days", "soon"), [(-1, False), (0, True), (deadlines.SOON_DAYS, True), (deadlines.SOON_DAYS + 1, False)]
)
def test_item_desk_figure_reminder_and_filter_agree_on_what_is_due_soon(days, soon, major):
    item = ItemFactory(rectifying=True, major=major, due_in=40)
    Item.objects.filter(pk=item.pk).update(deadline=clock.today() + timedelta(days=days))
    item, person = Item.objects.get(pk=item.pk), item.people["coordinator"]
    asked = Asked.by(person)

    said = {
        "sign": item.is_due_soon,
        "desk": on_desk(Item.objects, Desk.SOON, person, clock.today()).exists(),
        "figure": figures.read(["ledger.due_7"], asked)["ledger.due_7"].value == 1,
        "box": figures.read([f"desk.{Desk.SOON}"], asked)[f"desk.{Desk.SOON}"].value == 1,
        "stage": any(stage.first <= -days <= stage.last for stage in reminders.DUE),
    }

    assert set(said.values()) == {soon}, said


def test_names_that_hold_the_number_hold_the_right_one():
    names = [
        str(Desk.SOON.label),
        str(figures.named("ledger.due_7").name),
        str(figures.named("ledger.due_7").definition),
    ]

    assert {re.findall(r"\d+", name)[0] for name in names} == {str(deadlines.SOON_DAYS)}


@pytest.mark.parametrize(
    ("days", "soon"), [(-1, False), (0, True), (expiry.SOON_DAYS, True), (expiry.SOON_DAYS + 1, False)]
)
def test_sign_figure_and_filter_agree_on_which_permit_runs_out_soon(client, days, soon):
    enterprise, until = EnterpriseFactory(), clock.today() + timedelta(days=days)
    Permit.objects.create(enterprise=enterprise, kind_id="PM21", valid_until=until)
    person = UserFactory(role=Role.COORDINATOR)
    client.force_login(person)
    listed = client.get(f"/enterprises/?permits={expiry.SOON_DAYS}").context["page"].object_list

    said = {
        "sign": SIGN.render(Context({"day": until})) == "sign-soon",
        "figure": figures.read(["enterprises.permits_90"], Asked.by(person))["enterprises.permits_90"].value == 1,
        "list": enterprise in listed,
    }

    assert set(said.values()) == {soon}, said
    assert str(expiry.SOON_DAYS) in str(figures.named("enterprises.permits_90").name)


def test_nobody_else_counts_the_days_of_soon():
    """A number of days beside the word is a second truth."""
    pattern = re.compile(r"\bSOON\w*\s*=\s*\d|LEDGER_SOON")
    files = modules()
    found = {
        str(path.relative_to(settings.BASE_DIR)) for path in files if pattern.search(path.read_text(encoding="utf-8"))
    }

    assert found == {"core/rules/expiry.py", "rectification/rules/deadlines.py"}, "of papers, and of items"
