"""The page of an act says what the last round failed by: who, when, why, what was demanded (E25)."""

from datetime import timedelta

import pytest

from core import clock
from core.states import AttachmentKind
from rectification.models import Item
from rectification.services import advance
from rectification.workflow import REFUSALS
from tests.factories import AttachmentFactory, ItemFactory

pytestmark = pytest.mark.django_db
WHY = "接地电阻仍不合格,请更换后附检测报告"


def take(item, name, actor, **given):
    return advance(item.pk, name, actor=actor, version=Item.objects.get(pk=item.pk).version, **given)


def refuse(item, name):
    """Let the item be refused by a step, whatever has to come before it."""
    people, later = item.people, clock.today() + timedelta(days=40)
    if name == "decide-extension":
        asked = {"deadline": later, "reason": "备件未到", "interim_measures": "停用"}
        take(item, "extend", people["enterprise"], **asked)
        return take(item, name, people["coordinator"], granted=False, opinion=WHY)
    actor = {"decline": "enterprise", "fail": "inspector"}.get(name, "coordinator")
    given = {"reason": WHY, "opinion": WHY} | ({"deadline": later} if name in ("fail", "return") else {})
    return take(item, name, people[actor], **given)


@pytest.mark.parametrize(
    ("trait", "refusal", "page", "reader"),
    [
        ("assigned", "decline", "assign", "coordinator"),
        ("plan_review", "reject-plan", "accept", "enterprise"),
        ("under_review", "fail", "submit", "enterprise"),
        ("awaiting_sign_off", "return", "submit", "enterprise"),
        ("rectifying", "decide-extension", "extend", "enterprise"),
    ],
)
def test_the_next_page_says_why_the_last_round_failed(visit, trait, refusal, page, reader):
    item = ItemFactory(**{trait: True}, major=trait == "plan_review")
    refuse(item, refusal)
    who = item.history.get(transition=refusal)

    shown = visit(item.people[reader]).get(f"/ledger/{item.pk}/{page}/")

    told, text = shown.context["last_refusal"], shown.content.decode()
    assert (told.why, told.what) == (WHY, REFUSALS[refusal].said)
    assert WHY in text
    assert f"{who.actor_name}({who.actor_organization_name})" in text
    assert (told.demanded is not None) == (refusal in ("fail", "return"))


def test_who_reviews_again_reads_what_was_demanded(visit):
    item = ItemFactory(under_review=True)
    refuse(item, "fail")
    submitter = item.people["enterprise"]
    kinds = (AttachmentKind.BEFORE, AttachmentKind.AFTER)
    proof = [AttachmentFactory(uploader=submitter, kind=kind) for kind in kinds]
    take(item, "submit", submitter, work_done="已更换", evidence=proof)

    assert WHY in visit(item.people["second_inspector"]).get(f"/ledger/{item.pk}/propose-pass/").content.decode()


def test_a_granted_extension_and_a_first_round_say_nothing(visit):
    item = ItemFactory(rectifying=True)
    asked = {"deadline": clock.today() + timedelta(days=40), "reason": "备件未到", "interim_measures": "停用"}
    take(item, "extend", item.people["enterprise"], **asked)
    take(item, "decide-extension", item.people["coordinator"], granted=True, opinion="同意")

    assert visit(item.people["enterprise"]).get(f"/ledger/{item.pk}/submit/").context["last_refusal"] is None


def plan_again(item):
    refuse(item, "reject-plan")
    plan = {"measures": "换新", "responsible_person": "李某", "funds": "2万元", "contingency_plan": "停用"}
    plan["mode"] = "ENGINEERING"
    take(item, "accept", item.people["enterprise"], **plan)


def test_a_rejected_plan_is_told_until_a_better_one_is_approved(visit):
    item = ItemFactory(plan_review=True, major=True)
    plan_again(item)
    reviewing = visit(item.people["coordinator"]).get(f"/ledger/{item.pk}/approve-plan/").context["last_refusal"]

    take(item, "approve-plan", item.people["coordinator"], opinion="同意")

    assert reviewing.what == REFUSALS["reject-plan"].said
    assert visit(item.people["enterprise"]).get(f"/ledger/{item.pk}/submit/").context["last_refusal"] is None


def test_a_failed_round_is_answered_by_the_one_that_passed(visit):
    item = ItemFactory(under_review=True)
    refuse(item, "fail")
    people, kinds = item.people, (AttachmentKind.BEFORE, AttachmentKind.AFTER)
    proof = [AttachmentFactory(uploader=people["enterprise"], kind=kind) for kind in kinds]
    take(item, "submit", people["enterprise"], work_done="已更换", evidence=proof)
    officers = [people["second_inspector"], people["inspector"]]
    take(item, "pass", people["second_inspector"], opinion="合格", officers=officers)

    assert visit(people["coordinator"]).get(f"/ledger/{item.pk}/sign-off/").context["last_refusal"] is None
