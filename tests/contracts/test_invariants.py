"""check_invariants: a sound ledger passes, and each invariant broken once is found."""

import json
import os
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from core import append_only, clock
from core.models import Attachment
from core.services import attachments, invariants
from core.states import DeliveryState
from demo import pictures
from documents.services import issuing
from inspections.models import FindingBasis
from notices.models import Delivery
from rectification.models import Evidence, Item, Review, SignOff, Standing
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def broken() -> dict[str, list[str]]:
    return {outcome.code: outcome.offenders for outcome in invariants.count_all() if not outcome.holds}


def photo():
    content = pictures.photo("after", "2026-0001", clock.now(), seed=1)
    return attachments.store(SimpleUploadedFile("a.jpg", content), kind="after", uploader=UserFactory())


def entry_like(item, **changes):
    """A further row of history, made from the last one."""
    entry = item.history.last()
    entry.pk, entry._state.adding = None, True
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save(force_insert=True)


@pytest.mark.req("V2")
def test_items_that_the_services_moved_break_nothing_of_the_ledger():
    for trait in ItemFactory.TRAITS:
        ItemFactory(**{trait: True})
    ItemFactory(closed=True, major=True)

    assert set(broken()) <= {"I6"}


def test_i1_a_value_that_no_history_has_written():
    item = ItemFactory(rectifying=True)
    Item.objects.filter(pk=item.pk).update(deadline=item.deadline + timedelta(days=30))

    assert item.number in broken()["I1"][0]
    assert "deadline" in broken()["I1"][0]


def test_i2_a_version_that_was_skipped():
    item = ItemFactory(rectifying=True)
    entry_like(item, version=item.version + 2)

    assert set(broken()) >= {"I1", "I2"}


def test_i2_a_step_that_begins_in_another_state():
    item = ItemFactory(rectifying=True)
    entry_like(item, version=item.version + 1, from_state="CLOSED")

    assert f"item {item.pk}: " in broken()["I2"][0]


@pytest.mark.parametrize(
    "forged",
    [
        {"actor_name": "别人"},
        {"actor_role": "SUPERIOR"},
        {"at": clock.now() + timedelta(days=9)},
        {"reason": "另一个理由"},
        {"given": {"opinion": "另一个意见"}},
        {"actor_organization_name": "别的单位"},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_i13_a_forged_who_when_or_why(forged):
    item = ItemFactory(rectifying=True)
    last = item.history.last()
    with connection.cursor() as cursor:
        for statement in append_only.removal(connection.vendor, "rectification_historyentry"):
            cursor.execute(statement)
    item.history.filter(pk=last.pk).update(**forged)

    assert broken()["I13"] == [f"{item.number}: step {last.version} is not what was recorded"]


def test_i13_a_step_that_the_log_does_not_know():
    item = ItemFactory(rectifying=True)
    entry_like(item, version=item.version + 1)

    assert f"{item.number}: step {item.version + 1} is not in the log" in broken()["I13"]


def test_i14_a_basis_that_was_not_in_force_on_its_day():
    item = ItemFactory(rectifying=True)
    said = {"cited_on": date(2026, 8, 15), "cited_by": item.people["coordinator"], "cited_at": clock.now()}
    FindingBasis.objects.create(finding=item.finding, basis_id="LB007", **said)
    FindingBasis.objects.create(finding=item.finding, basis_id="LB008", **said)

    assert broken()["I14"] == [f"finding {item.finding_id}: LB007 was not in force on 2026-08-15"]


def test_i3_a_registration_without_its_item():
    item = ItemFactory()
    entry_like(item, version=2)

    assert f"park {item.park_id}: 2 registered, 1 in the states" in broken()["I3"]


def test_i4_an_open_item_whose_unit_has_nobody_left():
    item = ItemFactory(rectifying=True)
    User.objects.filter(organization=item.lead_organization).update(is_active=False)

    assert broken()["I4"] == [f"{item.number}: nobody can act for {item.lead_organization}"]


def test_i4_an_unassigned_item_in_a_county_without_a_coordinator():
    item = ItemFactory()
    User.objects.filter(role="COORDINATOR").update(is_active=False)

    assert item.number in broken()["I4"][0]


def lose_evidence(item):
    Evidence.objects.filter(item=item).delete()


def lose_an_officer(item):
    Review.objects.get(item=item).officers.remove(item.people["second_inspector"])


def lose_a_signature(item):
    SignOff.objects.filter(item=item).first().delete()


def sign_as_reviewer(item):
    SignOff.objects.filter(item=item).update(by=item.people["inspector"])


def rectify_as_reviewer(item):
    Item.objects.filter(pk=item.pk).update(rectifier_ids=item.reviewer_ids)


def lose_the_funds(item):
    Item.objects.filter(pk=item.pk).update(funds="")


def lose_the_report(item):
    Attachment.objects.filter(evidence__item=item, kind="report").update(kind="document")


@pytest.mark.parametrize(
    ("lose", "lacking"),
    [
        (lose_evidence, "nothing shows it after"),
        (lose_an_officer, "two officers"),
        (lose_a_signature, "whole chain"),
        (sign_as_reviewer, "three different people"),
        (rectify_as_reviewer, "three different people"),
        (lose_the_funds, "no funds"),
        (lose_the_report, "no acceptance report"),
    ],
)
def test_i5_a_closed_major_hazard_that_lacks_something(lose, lacking):
    item = ItemFactory(closed=True, major=True)

    lose(item)

    assert lacking in broken()["I5"][0]


def test_i5_a_consent_without_its_letter():
    item = ItemFactory(closed=True)
    Item.objects.filter(pk=item.pk).update(sign_off_chain=["SUPERIOR_CONSENT"])
    SignOff.objects.filter(item=item).update(signer="SUPERIOR_CONSENT")

    assert "no letter of the superior" in broken()["I5"][0]


def test_i6_a_file_that_is_gone(media):
    lost = photo()
    (media / lost.file.name).unlink()

    assert broken() == {"I6": [f"attachment {lost.pk}: {lost.file.name} is missing"]}


def test_i6_a_file_with_another_content(media):
    changed = photo()
    (media / changed.file.name).write_bytes(b"other")

    assert "has another content" in broken()["I6"][0]


def test_i6_a_file_that_no_row_knows_after_a_day(media):
    photo()
    stray = media / "stray.jpg"
    stray.write_bytes(b"stray")
    assert broken() == {}

    day_ago = clock.now().timestamp() - 25 * 3600
    os.utime(stray, (day_ago, day_ago))

    assert broken() == {"I6": ["file stray.jpg: no row knows it"]}


def test_i7_a_delivery_that_somebody_let_lie():
    now = clock.now()
    claimed = {"state": DeliveryState.CLAIMED, "claimed_by": "w1", "created_at": now}
    Delivery.objects.create(recipient=UserFactory(), day=clock.today(), claimed_until=now, **claimed)
    assert broken() == {}

    Delivery.objects.update(claimed_until=now - timedelta(hours=1))

    assert "claimed by w1" in broken()["I7"][0]


def test_i8_a_number_that_is_missing():
    ItemFactory()
    item = ItemFactory()
    Item.objects.filter(pk=item.pk).update(number=item.number.replace("0002", "0007"))

    assert any("0002 is missing" in offender for offender in broken()["I8"])


def run(*options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_invariants", *options, stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_says_that_all_holds():
    code, printed = run("--json")

    answer = json.loads(printed)
    assert code == 0
    assert answer["holds"] is True
    assert {row["code"] for row in answer["invariants"]} >= {"I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8"}


def test_the_command_exits_with_1_and_the_first_twenty_offenders():
    for _n in range(22):
        item = ItemFactory(assigned=True)
        Item.objects.filter(pk=item.pk).update(title="改过的标题")

    code, printed = run("--json")

    row = next(row for row in json.loads(printed)["invariants"] if row["code"] == "I1")
    assert code == 1
    assert row["count"] == 22
    assert len(row["offenders"]) == 20


def test_the_command_says_in_words_what_is_broken():
    item = ItemFactory(assigned=True)
    Item.objects.filter(pk=item.pk).update(title="改过的标题")

    code, printed = run()

    assert code == 1
    assert "I1 ✗ 1" in printed
    assert item.number in printed


def test_i11_a_past_that_no_history_has_written():
    item = ItemFactory(closed=True)
    Standing.objects.filter(item=item, state="RECTIFYING").update(deadline=item.deadline + timedelta(days=30))

    assert "stood otherwise" in broken()["I11"][0]


def test_i11_a_stretch_of_the_past_that_is_gone():
    item = ItemFactory(closed=True)
    Standing.objects.filter(item=item, state="UNDER_REVIEW").delete()

    assert "a gap between two standings" in broken()["I11"][0]


def test_i11_a_present_that_is_not_the_end_of_the_past():
    item = ItemFactory(rectifying=True)
    Item.objects.filter(pk=item.pk).update(original_deadline=None)

    assert "the last standing is not the present" in broken()["I11"][0]


def test_i15_a_letter_in_whose_place_another_was_issued():
    actor = UserFactory()

    paper = issuing.issue(
        "SUPERVISION", county=actor.organization_id, actor=actor, content=lambda paper: {"title": "督办函"}
    )

    assert broken()["I15"] == [f"{paper.number}: no row has it"]
