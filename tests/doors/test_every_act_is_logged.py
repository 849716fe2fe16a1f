"""Every act on every kind of thing leaves a row of the log; all doors that write are walked (S22)."""

from collections import Counter

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import override_settings
from django.urls import resolve

from core.models import LogEntry
from tests.browser.soak.world import World
from tests.doors.walks import WALKS, come, walk
from tests.doors.writing import INNER, WRITES, door, writing_doors

pytestmark = [pytest.mark.django_db, pytest.mark.req("S22")]
OWN = {
    "core:upload-hold": "a chosen file is held for its owner; the act that uses it is recorded",
    "core:upload-remove": "a held file is taken away by its owner before any act has used it",
    "api:attachment-list": "a file that waits for the act that uses it",
    "notices:notice-open": "what somebody has read of his own notices",
    "notices:notices-read": "what somebody has read of his own notices",
    "api:notification-read": "what somebody has read of his own notices",
    "rectification:view-save": "a link that somebody has given a name to for himself",
    "rectification:view-delete": "a link that somebody has given a name to for himself",
    "set_language": "in which language somebody reads on this device",
}
"""Own conveniences that leave no row, and why."""
NOT_WALKED = {
}
"""Doors that no request here goes through, and where their row is proven."""
OF_THE_WAY = {"session.login", "access.refused", "log.read", "file.download"}


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        yield World()
        transaction.set_rollback(True)


def test_probe(county):
    lines = []
    for wanted in WALKS:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    last = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                    path, act, answer = walk(county, wanted)
                    match = resolve(path.partition("?")[0])
                    word = next((str(v) for k, v in match.kwargs.items() if k in ("name", "act")), "")
                    said = [str(m) for m in get_messages(answer.wsgi_request) if m.level_tag in ("error", "danger")]
                    rows = LogEntry.objects.filter(pk__gt=last)
                    if hasattr(wanted, "asks") is False or True:
                        mine = rows.filter(request_id=answer.wsgi_request.headers.get("X-Request-Id", "?")) 
                    err = ""
                    if answer.status_code >= 400:
                        ctx = answer.context
                        err = answer.content.decode()[:300] if ctx is None else str([f.errors for f in [ctx.get("form")] if f])[:400]
                    lines.append(f"{wanted.name} | {match.view_name} {word} {act} | {answer.status_code} {said} {err} | {[(r.act, r.subject) for r in rows]} mine {[(r.act) for r in mine]}")
            except Exception as e:
                lines.append(f"{wanted.name} | EXC {type(e).__name__} {str(e)[:200]}")
            transaction.set_rollback(True)
    open("/tmp/walks.txt", "w").write("\n".join(lines))
    doors = writing_doors([come(None), *(come(county.users[n]) for n in ("coordinator", "sysadmin", "auditadmin"))])
    open("/tmp/doors.txt", "w").write("\n".join(sorted(doors)))
