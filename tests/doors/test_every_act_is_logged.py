"""Every act on every kind of thing leaves a row of the log: all doors that write are walked."""

from collections import Counter

import pytest
from django.contrib.messages import get_messages
from django.db import transaction

from core.models import LogEntry
from tests.browser.soak.world import World
from tests.doors.walks import WALKS, Walked, come, walk
from tests.doors.writing import writing_doors

pytestmark = pytest.mark.django_db
READ = "what somebody has read of the own notices"
NAMED = "a link that somebody has given a name to, for nobody else"
HELD = "a file that is held for its owner; the act that uses it is recorded"
OWN = {
    "core:upload-hold": HELD,
    "core:upload-remove": HELD,
    "field:photo-send": HELD,
    "api:attachment-list": HELD,
    "notices:notice-open": READ,
    "notices:notices-read": READ,
    "api:notification-read": READ,
    "rectification:view-save": NAMED,
    "rectification:view-delete": NAMED,
    "rectification:columns-arrange": "how the columns of a list stand for oneself",
    "tips:tip-receipt": "a receipt that is shown no more in this browser",
    "set_language": "in which language somebody reads on this device",
}
"""Own conveniences, of which nobody will ever ask: they leave no row. Every other door that writes leaves one."""
UNTRACED = {"tips:tip-report", "tips:tip-follow"}
"""Where people tell something in confidence: the row says that it was done, and nothing of from where or by whom."""
OF_NO_THING = {"file.download", "file.export"}
"""What stands beside the act where its answer is a file."""
AT_THE_GATE = {"visit.enter", "visit.leave", "visit.rating", "visit.complaint"}
"""What a plant presses by the code of a visit, without a login: the row has the address and nobody's name."""


@pytest.fixture
def county(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def passed(county, wanted):
    """What came of one walk, which is taken back; its own rows of the log are those of its request."""
    with transaction.atomic():
        before = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        walked = walk(county, wanted)
        rows = LogEntry.objects.filter(request_id=walked.answer.wsgi_request.headers["X-Request-Id"])
        if walked.door in UNTRACED:
            rows = LogEntry.objects.filter(pk__gt=before, request_id="", address="", device="")
        fault = fault_of(walked, list(rows.exclude(act__in=OF_NO_THING)))
        transaction.set_rollback(True)
    return walked.door, fault


def fault_of(walked: Walked, rows: list[LogEntry]) -> str:
    """Why a walk was no success with its row; empty where it was."""
    answer, told = walked.answer, [row.act for row in rows]
    errors = [str(said) for said in get_messages(answer.wsgi_request) if said.level_tag in ("error", "danger")]
    if answer.status_code >= 400 or errors or any(act.endswith("refused") for act in told):
        return f"refused: {answer.status_code} {errors} {told} {answer.content.decode()[:300]}"
    if walked.door in OWN:
        return f"recorded, though it is an own convenience: {told}" if told else ""
    if not told:
        return "left no row of the log"
    twice = [pair for pair, times in Counter((row.act, row.subject) for row in rows).items() if times > 1]
    nameless = [row.act for row in rows if not row.subject or (row.actor_id is None and row.act not in AT_THE_GATE)]
    if walked.door in UNTRACED:
        nameless = [row.act for row in rows if not row.subject or row.actor_id is not None]
    return f"told twice: {twice}, told of nothing or of nobody: {nameless}" if twice or nameless else ""


def test_every_door_that_writes_leaves_its_row(county):
    outcomes = [(wanted.name, *passed(county, wanted)) for wanted in WALKS]

    assert {name: fault for name, _door, fault in outcomes if fault} == {}
    browsers = [come(None), *(come(county.users[name]) for name in ("coordinator", "park", "sysadmin", "auditadmin"))]
    walked = {door for _name, door, _fault in outcomes}
    assert writing_doors(browsers) == walked | OWN.keys()
