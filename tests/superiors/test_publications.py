"""整改完成情况公示: only what is really done, and nothing of any person."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import DomainError
from core.services.acting import take
from documents.services.files import document_of
from rectification.models import Item
from superiors.models import ListPaper
from superiors.services import answering
from superiors.workflow import PAPERS
from tests.superiors.lives import rectified, sent_back, signed

pytestmark = pytest.mark.django_db


def drafted(one, coordinator, *numbers):
    return answering.draft_publication(
        one,
        actor=coordinator,
        rows=[one.sources.get(number=number).pk for number in numbers],
        published_from=clock.today(),
        published_until=clock.today() + timedelta(days=14),
        phone="0990-5580010",
    )


def test_it_says_problem_goal_and_what_was_done(one, items, coordinator, leader):
    rectified(items["第1项"])
    Item.objects.filter(pk=items["第1项"].pk).update(requirement="报警器全部投用。")
    document = document_of(signed(drafted(one, coordinator, "第1项"), coordinator, leader).document)
    headings = [block.text for block in document.blocks if hasattr(block, "text")]

    assert headings == ["一、反馈问题", "二、整改目标", "三、完成情况"]
    assert "联系电话：0990-5580010" in str(document.blocks[-2].runs)
    assert document.blocks[-1].runs == ("特此公示。",)


def test_what_is_not_rectified_is_not_published(one, items, coordinator):
    rectified(items["第1项"])

    with pytest.raises(DomainError, match="第2项"):
        drafted(one, coordinator, "第1项", "第2项")

    assert not ListPaper.objects.exists()


def test_what_goes_back_to_work_is_not_published_after_all(one, items, coordinator, leader):
    rectified(items["第1项"])
    paper = drafted(one, coordinator, "第1项")
    sent_back(items["第1项"])

    with pytest.raises(DomainError):
        take(PAPERS, paper.pk, "approve", actor=leader, version=paper.version)


@pytest.mark.parametrize("told", ["联系陈建国13800138000", "身份证110101199003071234", "由赵安全负责更换"])
def test_data_of_persons_are_refused(one, items, coordinator, leader, told):
    rectified(items["第1项"])
    Item.objects.filter(pk=items["第1项"].pk).update(work_done=told, responsible_person="赵安全")
    paper = drafted(one, coordinator, "第1项")

    with pytest.raises(DomainError):
        take(PAPERS, paper.pk, "approve", actor=leader, version=paper.version)
