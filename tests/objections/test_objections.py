"""异议: an enterprise objects to a datum of its file; it is answered within a clock, or moves up, and always ends."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.states import Role
from core import clock, decisions
from core.errors import DomainError, NotAllowedError, StaleError, WorkflowError
from core.models import FileChange, LogEntry
from core.rules.working_days import Calendar
from core.services.acting import take
from core.services.catalogs import load_all
from enterprises.models import Enterprise
from notices.models import Notice
from objections.models import Objection
from objections.rules.ladder import answer_by, next_turn
from objections.services.climbing import climb
from objections.services.raising import ObjectionGiven, object_to
from objections.services.subjects import all_subjects, find, value_of
from objections.states import Turn
from objections.workflow import OBJECTIONS
from safety.models import EmergencyPlan, KeyPerson, ThresholdSubstance
from safety.services.assessing import AssessmentGiven, Held, assess
from tests import faces
from tests.factories import (
    EnterpriseFactory,
    HazardSourceFactory,
    ObjectionFactory,
    OrganizationFactory,
    ProjectFactory,
    UserFactory,
)

DAY = timedelta(days=1)
PLAIN = Calendar(exceptions={}, version="", years=frozenset())


@pytest.fixture
def plant(db):
    return EnterpriseFactory(address="园区路1号")


@pytest.fixture
def people(plant):
    committee = plant.park.committee
    return {
        "enterprise": UserFactory(role=Role.ENTERPRISE, organization=plant.organization),
        "other": UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory(park=plant.park).organization),
        "park": UserFactory(role=Role.PARK, organization=committee),
        "park head": UserFactory(role=Role.PARK, organization=committee, is_head=True),
        "far park": UserFactory(role=Role.PARK),
        "department": UserFactory(role=Role.DEPARTMENT),
        "head": UserFactory(role=Role.DEPARTMENT, is_head=True),
        "coordinator": UserFactory(),
        "superior": UserFactory(role=Role.SUPERIOR),
        "inspector": UserFactory(role=Role.INSPECTOR),
    }


def given(field="address", **more):
    said = {"wrong": "门牌号有误", "proposed": "园区路8号", "reason": "门牌已更换", **more}
    return ObjectionGiven(field=field, **said)


def raised(plant, people, field="address", row=None, **more):
    return object_to(row or plant, plant, given(field, **more), actor=people["enterprise"])


def test_silence_moves_it_up_once_and_five_working_days_are_no_week():
    assert answer_by(date(2026, 11, 20), 5, PLAIN) == date(2026, 11, 27)
    assert [next_turn(turn) for turn in Turn] == [Turn.LEADER, None]


def test_an_objection_keeps_what_was_on_file_and_tells_those_who_keep_it(plant, people):
    made = raised(plant, people)

    assert (made.on_file, made.proposed, made.state, made.turn) == ("园区路1号", "园区路8号", "OPEN", "KEEPER")
    assert made.due > clock.today() + 4 * DAY
    told = set(Notice.objects.filter(rule="objection-raised").values_list("recipient__username", flat=True))
    assert told == {people["park"].username, people["park head"].username}
    assert LogEntry.objects.about(made).get().act == "objection.raise"


def test_a_datum_has_one_open_objection(plant, people):
    raised(plant, people)

    with pytest.raises(DomainError) as refused:
        raised(plant, people)

    assert (refused.value.field, Objection.objects.count()) == ("field", 1)
    raised(plant, people, "products")


@pytest.mark.parametrize("who", ["other", "park", "coordinator"])
def test_nobody_objects_to_the_file_of_another(plant, people, who):
    with pytest.raises(NotAllowedError):
        object_to(plant, plant, given(), actor=people[who])

    assert not Objection.objects.exists()


@pytest.mark.parametrize("field", ["version", "county", "organization", "id", "unheard"])
def test_what_is_no_datum_is_not_objected_to(plant, people, field):
    with pytest.raises(DomainError):
        raised(plant, people, field)


@pytest.mark.parametrize("lacking", ["wrong", "reason"])
def test_what_is_wrong_and_why_must_be_said(plant, people, lacking):
    with pytest.raises(WorkflowError) as refused:
        raised(plant, people, **{lacking: " "})

    assert refused.value.field == lacking


def test_accepting_changes_the_datum_in_the_same_act(plant, people):
    made = raised(plant, people)

    take(OBJECTIONS, made.pk, "accept", actor=people["park"], version=1, **accepted(plant, "园区路8号"))

    made.refresh_from_db()
    plant.refresh_from_db()
    assert (plant.address, plant.version, made.state) == ("园区路8号", 2, "ACCEPTED")
    assert made.change == FileChange.objects.get()
    assert Notice.objects.get(rule="objection-ended").recipient == people["enterprise"]
    acts = LogEntry.objects.exclude(act="unit.create").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["objection.raise", "file.change", "objection.accept"]


def accepted(plant, value, version=1):
    return {"values": {"address": value}, "row_version": version, "answer": ""}


def test_what_somebody_has_changed_meanwhile_is_not_written_over(plant, people):
    made = raised(plant, people)
    Enterprise.objects.filter(pk=plant.pk).update(version=5, address="园区路3号")

    with pytest.raises(StaleError):
        take(OBJECTIONS, made.pk, "accept", actor=people["park"], version=1, **accepted(plant, "园区路8号"))

    made.refresh_from_db()
    assert (made.state, Enterprise.objects.get(pk=plant.pk).address) == ("OPEN", "园区路3号")


def test_what_is_only_added_to_is_put_right_by_a_further_row(plant, people):
    load_all()
    source = HazardSourceFactory(enterprise=plant, assessed={"MH12": 20})
    source.refresh_from_db()
    made = raised(plant, people, "people", row=source.current)
    with pytest.raises(WorkflowError):
        take(OBJECTIONS, made.pk, "accept", actor=people["park"], version=1, answer="")
    held = [Held(Decimal(20), ThresholdSubstance.objects.get(pk="MH12"))]
    said = AssessmentGiven(clock.today(), 60, held)
    further = assess(source, actor=people["park"], version=source.version, given=said)

    take(OBJECTIONS, made.pk, "accept", actor=people["park"], version=1, answer="")

    made.refresh_from_db()
    assert (made.state, made.change.row) == ("ACCEPTED", f"safety.hazardassessment:{further.pk}")


def test_accepting_without_a_change_is_refused_and_one_made_before_is_led_to(plant, people):
    made = raised(plant, people, "park")

    with pytest.raises(WorkflowError) as refused:
        take(OBJECTIONS, made.pk, "accept", actor=people["coordinator"], version=1)
    assert refused.value.field == "value"

    FileChange.objects.create(
        subject=made.subject, row=made.subject, version=2, actor=people["coordinator"], at=clock.now(),
        before={"park": "甲"}, after={"park": "乙"},
    )  # fmt: skip
    take(OBJECTIONS, made.pk, "accept", actor=people["coordinator"], version=1)
    assert Objection.objects.get().change == FileChange.objects.get()


def test_what_stands_on_file_already_is_no_change(plant, people):
    made = raised(plant, people)

    with pytest.raises(WorkflowError):
        take(OBJECTIONS, made.pk, "accept", actor=people["park"], version=1, **accepted(plant, "园区路1号"))

    assert Objection.objects.get().state == "OPEN"


@pytest.mark.parametrize("step", ["partly", "reject"])
def test_without_reasons_it_is_not_rejected(plant, people, step):
    made = raised(plant, people)

    with pytest.raises(WorkflowError):
        take(OBJECTIONS, made.pk, step, actor=people["park"], version=1, answer=" ")
    take(OBJECTIONS, made.pk, step, actor=people["park"], version=1, answer="以不动产登记为准")

    made.refresh_from_db()
    assert (made.answer, made.answered_by) == ("以不动产登记为准", people["park"])
    assert [event.kind for event in made.events.all()] == ["RAISED", made.state]


def test_a_consequence_of_the_table_follows_an_accepted_objection(plant, people):
    plan = EmergencyPlan.objects.create(enterprise=plant, name="综合预案", kind="SAFETY", issued_on=clock.today())
    made = raised(plant, people, "filed_on", plan)

    given = {"values": {"filed_on": clock.today()}, "row_version": 1}
    take(OBJECTIONS, made.pk, "accept", actor=people["park"], version=1, **given)

    plan.refresh_from_db()
    assert (plan.filed_on, plan.file_by) == (clock.today(), None)


def test_silence_moves_it_to_the_leader_and_then_ends_it(plant, people):
    made = raised(plant, people)

    assert climb(made.due).moved_up == 0
    assert climb(made.due + DAY).moved_up == 1
    made.refresh_from_db()
    assert (made.turn, made.state) == ("LEADER", "OPEN")
    assert Notice.objects.get(rule="objection-moved-up").recipient == people["coordinator"]
    assert climb(made.due).ended == 0
    assert climb(made.due + DAY).ended == 1
    assert climb(made.due + DAY).ended == 0
    made.refresh_from_db()
    assert made.state == "UNANSWERED"
    assert list(made.events.values_list("kind", flat=True)) == ["RAISED", "MOVED_UP", "UNANSWERED"]
    raised(plant, people)


def test_the_enterprise_takes_it_back_and_nobody_else(plant, people):
    made = raised(plant, people)

    for who in ("park", "coordinator"):
        with pytest.raises(NotAllowedError):
            take(OBJECTIONS, made.pk, "withdraw", actor=people[who], version=1)
    with pytest.raises(Objection.DoesNotExist):
        take(OBJECTIONS, made.pk, "withdraw", actor=people["other"], version=1)
    take(OBJECTIONS, made.pk, "withdraw", actor=people["enterprise"], version=1)

    made.refresh_from_db()
    assert made.state == "WITHDRAWN"
    with pytest.raises(NotAllowedError):
        take(OBJECTIONS, made.pk, "reject", actor=people["park"], version=2, answer="迟了")


@pytest.fixture
def every(plant, people):
    """An objection at each stage, of an enterprise in the park and of one in none, which a department is linked to."""
    linked = people["department"].organization
    outside = EnterpriseFactory(park=None, county=plant.county, linked_organization=linked)
    for one in (plant, outside):
        for state, turn in (("OPEN", "KEEPER"), ("OPEN", "LEADER"), ("REJECTED", "KEEPER"), ("WITHDRAWN", "LEADER")):
            ObjectionFactory(enterprise=one, state=state, turn=turn, field=f"field {state} {turn}")


def test_both_faces_say_the_same(every, people):
    faces.assert_one(OBJECTIONS, people.values())


def test_it_stands_on_the_desk_of_the_committee_then_of_the_county(every, people):
    waiting = {
        name: sorted((row.enterprise.park_id is None, row.turn) for row in OBJECTIONS.waiting_for(user))
        for name, user in people.items()
    }

    inside, outside = (False, "KEEPER"), (True, "KEEPER")
    moved = [(False, "LEADER"), (True, "LEADER")]
    assert waiting == {
        **{name: [] for name in people},
        "park": [inside],
        "park head": [inside],
        "coordinator": sorted([*moved, outside]),
        "department": [outside],
    }
    found = [each for name in people for each in decisions.waiting_for(people[name]) if "/objections/" in each.url]
    assert len(found) == 6
    assert all(each.due for each in found)


def test_the_desk_says_how_many_days_are_left_for_an_answer(client, every, people):
    Objection.objects.update(due=clock.today() + timedelta(days=3))
    client.force_login(people["park"])

    assert "剩 3 天" in client.get("/").text


def test_every_row_of_the_file_can_be_objected_to():
    kinds = set(all_subjects())

    assert {
        "enterprises.enterprise", "enterprises.permit", "enterprises.project", "enterprises.projectapproval",
        "safety.hazardsource", "safety.hazardassessment", "safety.keyperson", "safety.certificate", "safety.guarantor",
        "safety.guarantorcheck", "safety.emergencyplan", "safety.drill", "safety.statusassessment",
        "safety.operatedprocess", "safety.heldchemical",
    } <= kinds  # fmt: skip
    assert all(kind.partition(".")[0] in ("enterprises", "safety", "projects") for kind in kinds)


@pytest.mark.django_db
def test_no_datum_is_a_column_of_the_house_or_a_secret():
    names = {field.name for subject in all_subjects().values() for field in subject.data()}

    assert names.isdisjoint({"id", "version", "updated_at", "county", "organization", "recorded_by", "enterprise"})
    assert "phone" not in {field.name for field in all_subjects()["safety.keyperson"].data()}


def test_a_row_of_another_enterprise_is_not_found(plant, people):
    source = HazardSourceFactory()

    assert find(f"safety.hazardsource:{source.pk}", plant, people["enterprise"]) is None
    assert find("safety.hazardsource:x", plant, people["enterprise"]) is None
    assert find("accounts.user:1", plant, people["enterprise"]) is None
    assert find(f"safety.hazardsource:{10**30}", plant, people["enterprise"]) is None


def test_values_are_said_in_words_and_phones_masked(plant, people):
    plant.principal_phone = "13800001234"
    said = {field.name: value_of(plant, field) for field in all_subjects()["enterprises.enterprise"].data()}

    assert said["park"] == plant.park.name
    assert said["principal_phone"] == "138****1234"
    assert said["has_key_process"] == "否"
    assert said["products"] == "—"


def page(client, person, address, **query):
    client.force_login(person)
    return client.get(address, query)


def photo():
    out = BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, "JPEG")
    return SimpleUploadedFile("门牌.jpg", out.getvalue(), content_type="image/jpeg")


def test_the_enterprise_objects_from_the_page_of_its_file(client, plant, people, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    opened = page(client, people["enterprise"], plant.get_absolute_url())
    address = reverse("objections:enterprise-objection-add", args=[plant.pk])
    asked = f"{address}?row=enterprises.enterprise%3A{plant.pk}&amp;field=address"
    assert asked in opened.text

    form = client.get(asked.replace("&amp;", "&"))
    assert 'value="address" selected' in form.text
    said = {"row": f"enterprises.enterprise:{plant.pk}", "field": "address", "wrong": "有误", "reason": "已更换"}
    sent = client.post(address, {**said, "files": [photo()]}, follow=True)

    made = Objection.objects.get()
    assert sent.redirect_chain[-1][0] == made.get_absolute_url()
    assert [file.name for file in made.files.all()] == ["门牌.jpg"]
    assert client.get(reverse("core:attachment-file", args=[made.files.get().public_id])).status_code == 200
    shown = client.get(plant.get_absolute_url())
    assert "异议中" in shown.text
    assert asked not in shown.text


def test_what_was_typed_stays_with_an_error_at_the_field(client, plant, people):
    client.force_login(people["enterprise"])
    said = {"row": f"enterprises.enterprise:{plant.pk}", "field": "address", "wrong": "门牌号有误", "reason": ""}

    refused = client.post(reverse("objections:enterprise-objection-add", args=[plant.pk]), said)

    assert refused.status_code == 422
    assert "门牌号有误" in refused.text
    assert not Objection.objects.exists()


def test_without_a_row_the_rows_of_the_file_are_there_to_be_chosen(client, plant, people):
    person = KeyPerson.objects.create(enterprise=plant, name="李某", post="PRINCIPAL")

    chosen = page(client, people["enterprise"], reverse("objections:enterprise-objection-add", args=[plant.pk]))

    assert f"?row=safety.keyperson:{person.pk}" in chosen.text


@pytest.mark.parametrize(("who", "status"), [("other", 404), ("far park", 404), ("park", 403), ("inspector", 403)])
def test_others_have_no_form(client, plant, people, who, status):
    address = reverse("objections:enterprise-objection-add", args=[plant.pk])

    assert page(client, people[who], address).status_code == status


def test_officials_see_the_sign_and_no_button(client, plant, people):
    made = raised(plant, people)

    opened = page(client, people["park"], plant.get_absolute_url())

    assert made.get_absolute_url() in opened.text
    assert "/objections/add/" not in opened.text


@pytest.mark.parametrize(
    ("row", "field", "value", "stands"),
    [
        ("enterprise", "address", "园区路8号", "园区路8号"),
        ("enterprise", "employees", "120", 120),
        ("project", "planned_start", "2026-09-01", date(2026, 9, 1)),
        ("source", "place", "东罐区", "东罐区"),
        ("person", "education", "BACHELOR", "BACHELOR"),
        ("person", "handles_explosives", "on", True),
    ],
)
def test_an_answer_writes_the_datum_by_the_form_of_its_file(client, plant, people, row, field, value, stands):
    rows = {
        "enterprise": lambda: plant,
        "project": lambda: ProjectFactory(enterprise=plant),
        "source": lambda: HazardSourceFactory(enterprise=plant),
        "person": lambda: KeyPerson.objects.create(enterprise=plant, name="李某", post="PRINCIPAL"),
    }
    thing = rows[row]()
    made = raised(plant, people, field, thing)
    address = reverse("objections:objection-answer", args=[made.pk])
    assert page(client, people["park"], address).status_code == 200
    thing.refresh_from_db()

    said = {"verdict": "ACCEPTED", "value": value, "answer": "", "version": 1, "row_version": thing.version}
    answered = client.post(address, said)

    assert answered.status_code == 302, answered.context["form"].errors
    thing.refresh_from_db()
    assert getattr(thing, field) == stands


def test_a_value_that_the_file_refuses_is_said_at_the_field(client, plant, people):
    made = raised(plant, people, "credit_code")
    client.force_login(people["park"])

    said = {"verdict": "ACCEPTED", "value": "123", "answer": "已核", "version": 1, "row_version": plant.version}
    refused = client.post(reverse("objections:objection-answer", args=[made.pk]), said)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["value"]
    assert "已核" in refused.text
    assert Objection.objects.get().state == "OPEN"


def test_whoever_came_second_is_told_and_presses_again(client, plant, people):
    made = raised(plant, people)
    Enterprise.objects.filter(pk=plant.pk).update(version=4, products="环氧")
    client.force_login(people["park"])
    address = reverse("objections:objection-answer", args=[made.pk])
    said = {"verdict": "ACCEPTED", "value": "园区路8号", "answer": "", "version": 1, "row_version": 1}

    refused = client.post(address, said)
    assert refused.status_code == 422
    again = client.post(address, {**said, "row_version": refused.context["form"]["row_version"].value()})

    assert again.status_code == 302
    assert Enterprise.objects.get(pk=plant.pk).address == "园区路8号"


@pytest.mark.parametrize(
    ("who", "status"), [("park", 200), ("coordinator", 200), ("inspector", 403), ("enterprise", 403), ("far park", 404)]
)
def test_who_answers(client, plant, people, who, status):
    made = raised(plant, people)

    assert page(client, people[who], reverse("objections:objection-answer", args=[made.pk])).status_code == status


def test_the_page_shows_the_answer_its_change_and_the_course(client, plant, people):
    made = raised(plant, people)
    take(OBJECTIONS, made.pk, "accept", actor=people["park"], version=1, **accepted(plant, "园区路8号"))

    shown = page(client, people["enterprise"], made.get_absolute_url())

    assert shown.text.count("采纳") >= 2
    assert f"{plant.get_absolute_url()}?tab=changes" in shown.text


def test_the_tab_and_the_list_show_them(client, plant, people):
    made = raised(plant, people)
    Objection.objects.filter(pk=made.pk).update(due=clock.today() - DAY)

    tab = page(client, people["enterprise"], plant.get_absolute_url(), tab="objections")
    late = page(client, people["coordinator"], reverse("objections:objection-list"), late="true", state="OPEN")
    none = page(client, people["far park"], reverse("objections:objection-list"))

    assert made.get_absolute_url() in tab.text
    assert list(late.context["page"].object_list) == [made]
    assert list(none.context["page"].object_list) == []


def test_a_unit_linked_to_what_lies_outside_is_told(people, plant):
    unit = OrganizationFactory()
    officer = UserFactory(role=Role.DEPARTMENT, organization=unit)
    outside = EnterpriseFactory(park=None, county=plant.county, linked_organization=unit)
    person = UserFactory(role=Role.ENTERPRISE, organization=outside.organization)

    object_to(outside, outside, given(), actor=person)

    told = set(Notice.objects.filter(rule="objection-raised").values_list("recipient", flat=True))
    assert told == {officer.pk, people["coordinator"].pk}


def test_what_is_wrong_with_the_new_value_is_said_once(client, plant, people):
    made = raised(plant, people, "employees")
    client.force_login(people["park"])
    sent = {"verdict": "ACCEPTED", "value": "七百", "version": 1, "row_version": plant.version}

    answer = client.post(reverse("objections:objection-answer", args=[made.pk]), sent)

    assert len(answer.context["form"].errors["value"]) == 1


def test_a_row_to_be_chosen_says_to_what_of_the_enterprise_it_belongs(client, plant, people):
    HazardSourceFactory(enterprise=plant, name="甲类罐区", assessed={"MH12": 20}, assessed__on=date(2026, 2, 3))
    client.force_login(people["enterprise"])

    shown = client.get(reverse("objections:enterprise-objection-add", args=[plant.pk])).text

    assert ">甲类罐区<" in shown
    assert ">甲类罐区 2026-02-03<" in shown
