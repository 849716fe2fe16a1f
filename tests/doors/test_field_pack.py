"""What a device gets to work without a connection tells nobody what is not theirs, as no door does (S15, S33)."""

import pytest
from django.db import transaction
from django.test import Client

from tests.doors.test_canary import PHONE, SIGN
from tests.doors.world import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.req("S15", "S33")]


def packs(world):
    """By role, what it is handed; who records nothing gets nothing."""
    for role in ROLES:
        client = Client()
        if role in world.users:
            client.force_login(world.users[role])
        answer = client.post("/field/pack/")
        if answer.status_code == 200:
            yield role, answer.content.decode()


def test_a_pack_holds_signs_of_its_person_alone_and_no_phone(kept_world):
    with transaction.atomic():
        handed = dict(packs(kept_world))
        transaction.set_rollback(True)

    found = [(role, sign) for role, text in handed.items() for sign in SIGN.findall(text)]
    assert {"inspector", "park", "enterprise"} <= handed.keys()
    assert not {"superior", "observer", "sysadmin"} & handed.keys()
    assert len(found) > 20
    assert [(role, kept_world.signs.of[sign]) for role, sign in found if role not in kept_world.signs.of[sign][1]] == []
    assert [PHONE.findall(text) for text in handed.values() if PHONE.search(text)] == []
