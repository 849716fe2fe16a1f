"""What is done by one press on the page of a file can be taken back, or is shown on a page of its own before."""

import importlib
import pkgutil

import pytest
from django.urls import reverse

from accounts.states import Role
from core.services.acting import take
from core.steps import Table
from plans.models import Closure
from plans.workflow import CLOSURES
from rectification.models import Item
from tests.doors.addresses import routes
from tests.doors.walks import come
from tests.doors.writing import path_of
from tests.factories import ClosureFactory, ObjectionFactory, UserFactory
from tests.plans import made

pytestmark = pytest.mark.django_db
FILES = (
    "parks",
    "enterprises",
    "projects",
    "plans",
    "admission",
    "capability",
    "law",
    "safety",
    "maps",
    "objections",
    "challenges",
    "documents",
)
TAKEN_BACK_BY = {("plan", "send"): "return"}
"""A step of one press that is taken at once, and the step of the same people that takes it back."""
SHOWN_WITH_IT = {("amendment", "send"), ("amendment", "drop"), ("amendment", "confirm")}
"""Their buttons stand under all that they change, on a page that is there for nothing else."""


def tables():
    """The tables of steps of the apps of files."""
    for app in FILES:
        try:
            room = importlib.import_module(f"{app}.workflow")
        except ModuleNotFoundError:
            continue
        parts = [importlib.import_module(f"{room.__name__}.{each.name}") for each in pkgutil.iter_modules(_path(room))]
        for module in (room, *parts):
            yield from (found for found in vars(module).values() if isinstance(found, Table))


def _path(room):
    return getattr(room, "__path__", ())


def taken_by(browser, path):
    """What the view of an address takes, as its refusal of a method says that nobody takes."""
    return set(browser.generic("TRACE", path).headers.get("Allow", "").split(", "))


def test_each_act_on_a_file_has_a_page_that_is_read_before_it():
    browsers = [come(UserFactory()), come(UserFactory(role=Role.ENTERPRISE)), come(UserFactory(role=Role.PARK))]
    of_files = [(name, path_of(route, "")) for route, name, _view in routes() if name.split(":")[0] in FILES]

    taken = {name: set.union(*(taken_by(browser, path) for browser in browsers)) for name, path in of_files}

    assert sum("POST" in methods for methods in taken.values()) > 60
    assert {name for name, methods in taken.items() if "POST" in methods and "GET" not in methods} == set()


def test_each_step_of_one_press_says_what_follows_or_is_taken_back():
    pressed = {(table.kind, step.name): step for table in tables() for step in table.steps.values() if step.button}

    silent = {key for key, step in pressed.items() if not step.means}

    assert len(pressed) > 8
    assert silent == TAKEN_BACK_BY.keys() | SHOWN_WITH_IT
    assert all(back in {step for kind, step in _steps() if kind == key[0]} for key, back in TAKEN_BACK_BY.items())


def _steps():
    return {(table.kind, name) for table in tables() for name in table.steps}


@pytest.fixture
def closure():
    return ClosureFactory(decision="砚政发〔2026〕3号", decided_on="2026-01-05", agreed=100)


def test_a_step_that_is_not_taken_back_is_shown_first(closure):
    browser, address = come(UserFactory()), reverse("plans:closure-act", args=[closure.pk, "decide"])

    shown = browser.get(address)

    assert "确认后，决定内容不再修改，转入实施。" in shown.text
    assert Closure.objects.get().state == "PREPARED"
    browser.post(address, {"version": "1"})
    assert Closure.objects.get().state == "OPEN"


def test_the_page_of_the_file_leads_there_without_acting(closure):
    page = come(UserFactory()).get(closure.get_absolute_url()).text

    assert f'href="{reverse("plans:closure-act", args=[closure.pk, "decide"])}"' in page


def test_what_is_not_to_be_done_now_leads_back_to_the_file(closure):
    take(CLOSURES, closure.pk, "decide", actor=UserFactory())

    answer = come(UserFactory()).get(reverse("plans:closure-act", args=[closure.pk, "decide"]))

    assert answer.url == closure.get_absolute_url()


def test_measures_are_named_before_they_come_onto_the_ledger():
    plan = made.approved(UserFactory())
    browser, address = come(UserFactory()), reverse("plans:measures-place", args=["enterprise", plan.pk])

    shown = browser.get(address).text

    assert all(text in shown for text in made.MEASURES)
    assert not Item.objects.exists()
    browser.post(address)
    assert Item.objects.count() == len(made.MEASURES)


def test_an_objection_is_withdrawn_after_a_page_that_says_what_follows():
    objection = ObjectionFactory()
    inside = UserFactory(role=Role.ENTERPRISE, organization=objection.enterprise.organization)
    address = reverse("objections:objection-withdraw", args=[objection.pk])

    shown = come(inside).get(address)

    assert "撤回后不再答复" in shown.text
    assert type(objection).objects.get().state == "OPEN"
