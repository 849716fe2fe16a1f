"""整改方式 (R8): a temporary stop never closes, and the only way out is another mode with evidence of its own."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from core.errors import WorkflowError
from core.states import AttachmentKind
from rectification.models import HistoryEntry, Item, Standing
from rectification.services import advance, closing
from rectification.states import DONE_STATES, Mode
from tests.factories import AttachmentFactory, ItemFactory

pytestmark = pytest.mark.django_db


def take(item, step, who, **given):
    """One step by one of the item's people; the item afterwards."""
    return advance(item.pk, step, actor=item.people[who], version=Item.objects.get(pk=item.pk).version, **given)


def proof(item, who, *kinds):
    return [AttachmentFactory(uploader=item.people[who], kind=kind) for kind in kinds]


def stopped(**wanted):
    """An item whose re-inspection is asked for, and that was only stopped for now."""
    item = ItemFactory(rectifying=True, **wanted)
    files = proof(item, "enterprise", AttachmentKind.BEFORE, AttachmentKind.AFTER)
    take(item, "submit", "enterprise", work_done="已停用", evidence=files, mode=Mode.SUSPEND)
    return item


def both(item):
    return [item.people["inspector"], item.people["second_inspector"]]


def is_refused(item, step, who, **given):
    before = Item.objects.values().get(pk=item.pk)
    with pytest.raises(WorkflowError) as refusal:
        take(item, step, who, **given)
    assert Item.objects.values().get(pk=item.pk) == before
    return refusal.value


def test_a_temporary_stop_does_not_pass():
    item = stopped()

    with translation.override("zh-hans"):
        refusal = is_refused(item, "pass", "inspector", opinion="合格", officers=both(item))

    assert refusal.field == "mode"
    assert "暂停（停用）不作为整改完成" in str(refusal)
    assert not item.reviews.exists()


def test_nor_does_the_first_officer_pass_it():
    item = stopped()

    given = {"opinion": "合格", "officer": item.people["second_inspector"]}
    assert is_refused(item, "propose-pass", "inspector", **given).field == "mode"


def test_what_the_officers_find_stopped_does_not_pass_whatever_the_unit_said():
    item = ItemFactory(under_review=True)

    given = {"opinion": "合格", "officers": both(item), "mode": Mode.SUSPEND}
    assert is_refused(item, "pass", "inspector", **given).field == "mode"


def test_out_of_a_stop_leads_another_mode_with_evidence_of_its_own():
    item = stopped()
    given = {"opinion": "合格", "officers": both(item), "mode": Mode.ISOLATE_REMOVE}

    assert is_refused(item, "pass", "inspector", **given).field == "evidence"
    passed = take(item, "pass", "inspector", **given, evidence=proof(item, "inspector", AttachmentKind.AFTER))

    assert (passed.state, passed.mode) == ("AWAITING_SIGN_OFF", Mode.ISOLATE_REMOVE)


def test_a_stop_goes_back_to_work_and_is_late_like_any_other():
    item = stopped(due_in=0)
    item = take(item, "fail", "inspector", reason="仅停用", deadline=Item.objects.get(pk=item.pk).deadline)

    Item.objects.filter(pk=item.pk).update(deadline=item.found_on)
    late = Item.objects.get(pk=item.pk)

    assert (late.state, late.mode, late.overdue) == ("RECTIFYING", Mode.SUSPEND, True)


def test_without_a_mode_a_reinspection_is_asked_for_it():
    """An item of before the modes were asked for: unknown until its next re-inspection."""
    item = ItemFactory(under_review=True)
    Item.objects.filter(pk=item.pk).update(mode="")

    assert is_refused(item, "pass", "inspector", opinion="合格", officers=both(item)).field == "mode"
    passed = take(item, "pass", "inspector", opinion="合格", officers=both(item), mode=Mode.MANAGEMENT)

    assert passed.mode == Mode.MANAGEMENT


def test_an_unknown_mode_is_refused():
    item = ItemFactory(assigned=True)

    given = {"measures": "更换", "responsible_person": "李某", "mode": "PAINTED"}
    assert is_refused(item, "accept", "enterprise", **given).field == "mode"


@pytest.mark.parametrize("state", sorted(DONE_STATES))
@pytest.mark.parametrize("model", [Item, Standing])
def test_the_database_holds_no_stop_that_is_done(model, state):
    item = ItemFactory(rectifying=True)
    rows = model.objects.filter(pk=item.pk) if model is Item else model.objects.filter(item=item, until=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(mode=Mode.SUSPEND, state=state)


@pytest.mark.parametrize("effect", [closing.publish, closing.sign_off])
def test_publication_and_signature_refuse_a_stop_by_themselves(effect):
    item = ItemFactory(awaiting_sign_off=True)
    item.mode = Mode.SUSPEND

    with pytest.raises(WorkflowError):
        effect(item, item.people["coordinator"], {"opinion": "同意"})
    assert not item.sign_offs.exists()


def test_the_past_knows_the_mode_and_the_history_who_changed_it():
    item = stopped()

    assert set(Standing.objects.filter(item=item, until=None).values_list("mode", flat=True)) == {Mode.SUSPEND}
    changed = HistoryEntry.objects.get(item=item, transition="submit")
    assert (changed.before["mode"], changed.after["mode"]) == (Mode.ENGINEERING, Mode.SUSPEND)
