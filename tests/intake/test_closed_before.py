"""What came in as closed before our time: outside every figure of closing, whole in its history, and said so."""

import pytest

from core import figures
from core.figures import Asked, Figure
from core.rules.months import Month
from core.services import invariants
from rectification.figures import FIGURES
from rectification.models import Item
from rectification.states import Origin, State
from tests.contracts.test_c3_import import run
from tests.factories import UserFactory
from tests.intake.sheets import save

pytestmark = pytest.mark.django_db
HEADING = ("序号", "企业名称", "存在问题", "责任单位", "整改期限", "整改情况")
DONE = (1, "恒泽化工有限公司", "液氯储罐区可燃气体报警器失效", "县应急局", "2021年6月底", "已销号")


def bring(folder, done):
    """A list of one row that says it is signed off."""
    user = UserFactory()
    answer, code = run(save(folder / "list.xlsx", [HEADING, DONE]), "--create-units", f"--done={done}")
    assert (code, answer["imported"]) == (0, 1)
    return user


SAYS_HOW_MANY = "ledger.closed_before"
COUNTING = [each.code for each in FIGURES if isinstance(each, Figure) and each.code != SAYS_HOW_MANY]


@pytest.mark.parametrize("figure", COUNTING)
def test_no_figure_counts_what_was_closed_before(figure, tmp_path):
    user = bring(tmp_path, "history")
    item = Item.objects.get()

    asked = Asked(user, item.county, None, Month.of(item.day), {})

    assert figures.read([figure], asked)[figure].value == 0
    assert figures.read([SAYS_HOW_MANY], asked)[SAYS_HOW_MANY].value == 1


def test_its_history_says_where_it_comes_from(tmp_path):
    bring(tmp_path, "history")
    item = Item.objects.get()

    steps = [(entry.transition, entry.to_state) for entry in item.history.order_by("version")]
    assert steps == [("register", State.PENDING), ("come-in", State.CLOSED)]
    assert "未在此核实" in item.history.get(transition="come-in").reason
    assert (item.origin, item.closed_at is not None) == (Origin.HISTORY, True)


@pytest.mark.parametrize("done", ["history", "review", "open"])
def test_the_invariants_hold(done, tmp_path):
    bring(tmp_path, done)

    assert [outcome.offenders for outcome in invariants.count_all() if not outcome.holds] == []


def test_what_is_to_be_re_inspected_keeps_its_deadline_and_is_not_late(tmp_path):
    bring(tmp_path, "review")
    item = Item.objects.get()

    assert (item.state, str(item.deadline), item.overdue) == (State.UNDER_REVIEW, "2021-06-30", False)
    assert not Item.objects.overdue(item.day).exists()


def test_what_comes_in_open_has_no_deadline_in_force_until_it_is_assigned(tmp_path):
    bring(tmp_path, "open")
    item = Item.objects.get()

    assert (item.state, item.deadline, item.overdue) == (State.PENDING, None, False)
    assert str(item.finding.sources.get().deadline) == "2021-06-30"
