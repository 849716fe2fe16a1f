"""What happens to the items of a list between two answers."""

from core import clock
from core.services.acting import take
from rectification.services import advance, recording
from superiors.services import answering
from superiors.workflow import PAPERS
from tests.factories import UserFactory


def rectified(item):
    """Passed its re-inspection today, as the columns say that a row is found by."""
    item.refresh_from_db()
    from_state, before = item.state, recording.snapshot(item)
    item.state, item.submitted_on, item.passed_on = "AWAITING_SIGN_OFF", clock.today(), clock.today()
    item.lead_organization = item.lead_organization or item.registered_by.organization
    item.measures, item.work_done, item.sign_off_chain = "更换探测器", "已更换报警器12台并联调。", ["COORDINATOR"]
    item.version += 1
    item.save()
    recording.record(item, "pass", item.registered_by, from_state=from_state, before=before, given={})


def sent_back(item):
    """The acceptance refuses it after all."""
    item.refresh_from_db()
    from_state, before = item.state, recording.snapshot(item)
    item.state, item.passed_on = "RECTIFYING", None
    item.version += 1
    item.save()
    recording.record(item, "return", item.registered_by, from_state=from_state, before=before, given={})


def merged(item, into, coordinator):
    second = UserFactory(role="COORDINATOR", organization=coordinator.organization)
    item = advance(item.pk, "void", actor=coordinator, version=item.version, reason="同一问题", merged_into=into)
    return advance(item.pk, "decide-void", actor=second, version=item.version, granted=True, opinion="同意")


def void(item, coordinator):
    second = UserFactory(role="COORDINATOR", organization=coordinator.organization)
    item = advance(item.pk, "void", actor=coordinator, version=item.version, reason="不在本县")
    return advance(item.pk, "decide-void", actor=second, version=item.version, granted=True, opinion="同意")


def issued(one, coordinator, leader, **how):
    paper = answering.draft_answer(one, actor=coordinator, **how)
    return signed(paper, coordinator, leader)


def signed(paper, coordinator, leader):
    paper = take(PAPERS, paper.pk, "approve", actor=leader, version=paper.version)
    return take(PAPERS, paper.pk, "issue", actor=coordinator, version=paper.version)
