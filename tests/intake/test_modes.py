"""整改方式 of a list: a mode by its word, prose as measures, and a temporary stop that comes in open (R8)."""

import pytest

from intake.rules.mode_words import mode_in
from rectification.models import Item
from rectification.states import Mode, Origin, State
from tests.contracts.test_c3_import import run
from tests.factories import OrganizationFactory, UserFactory
from tests.intake.sheets import save

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("消除", Mode.ELIMINATE),
        ("永久隔断或拆除", Mode.ISOLATE_REMOVE),
        ("拆除", Mode.ISOLATE_REMOVE),
        ("工程措施", Mode.ENGINEERING),
        ("管理", Mode.MANAGEMENT),
        ("教育培训", Mode.EDUCATION),
        ("暂停使用", Mode.SUSPEND),
        ("停用", Mode.SUSPEND),
        ("隔离", None),
        ("限期整改", None),
        ("更换止水带", None),
        ("", None),
    ],
)
def test_a_word_names_its_mode_and_prose_none(words, mode):
    assert mode_in(words) == mode


def bring(folder, *rows):
    UserFactory()
    OrganizationFactory(name="县应急局")
    headings = ("序号", "问题描述", "责任单位", "整改方式", "整改时限", "整改进展")
    return run(save(folder / "list.xlsx", [headings, *rows]), "--done", "history")


def test_what_was_only_stopped_comes_in_open_and_that_is_said(tmp_path):
    answer, code = bring(
        tmp_path,
        ("1", "液氯罐区围堰开裂", "县应急局", "暂停使用", "2026年3月1日", "已完成整改"),
        ("2", "三号泵房报警器失效", "县应急局", "工程", "2026年3月1日", "已完成整改"),
    )

    stopped, done = Item.objects.order_by("pk")
    assert code == 0
    assert (stopped.state, stopped.origin, stopped.mode) == (State.PENDING, Origin.LIST, Mode.SUSPEND)
    assert stopped.deadline is not None
    assert (done.state, done.origin, done.mode) == (State.CLOSED, Origin.HISTORY, Mode.ENGINEERING)
    assert [each["mode_of_entry"] for each in answer["items"]] == ["open", "history"]


def test_prose_under_the_heading_of_the_mode_is_the_measures(tmp_path):
    bring(tmp_path, ("1", "液氯罐区围堰开裂", "县应急局", "更换止水带并重新浇筑", "2027年3月1日", ""))

    item = Item.objects.get()
    assert (item.mode, item.measures) == ("", "更换止水带并重新浇筑")
