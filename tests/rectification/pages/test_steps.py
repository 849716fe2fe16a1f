"""One page for every step: what is asked, what is refused, and that nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import HeldUpload
from core.states import AttachmentKind
from inspections.models import FindingPhoto
from rectification.forms.steps import FORMS
from rectification.services import advance
from rectification.services.correction import correct
from rectification.services.naming import OTHER_STEPS
from rectification.states import State
from rectification.workflow import TRANSITIONS, refusal_at
from tests.factories import AttachmentFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
PLAN = {"measures": "更换报警器", "responsible_person": "李某", "mode": "ENGINEERING"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def address(item, step):
    return f"{item.get_absolute_url()}{step}/"


def test_every_step_of_the_table_has_its_form():
    assert FORMS.keys() == TRANSITIONS.keys()


@pytest.mark.parametrize("step", TRANSITIONS)
def test_every_step_opens_as_a_page_and_says_why_it_is_closed(visit, step):
    item = ItemFactory(closed=True)

    answer = visit(item.people["coordinator"]).get(address(item, step))

    refused = refusal_at(item, TRANSITIONS[step], item.people["coordinator"])
    is_theirs = TRANSITIONS[step].may(item, item.people["coordinator"])
    assert answer.status_code == (200 if is_theirs else refused.status)
    assert bool(answer.context["refusal"]) == (step != "look-back")


def test_assigning_is_prefilled_so_that_it_only_has_to_be_sent(visit):
    item = ItemFactory()
    browser = visit(item.people["coordinator"])
    form = browser.get(address(item, "assign")).context["form"]
    values = {name: form[name].value() or "" for name in ("version", "deadline", "undated_kind", "requirement")}

    browser.post(address(item, "assign"), {**values, "lead_organization": form["lead_organization"].value()})

    item.refresh_from_db()
    assert (item.state, item.lead_organization) == (State.ASSIGNED, item.enterprise.organization)


def test_the_usual_units_stand_first_and_only_once(visit):
    item = ItemFactory(assigned=True)
    second = ItemFactory()

    page = visit(second.people["coordinator"]).get(address(second, "assign")).content.decode()

    unit = second.enterprise.organization
    select = page[page.index('<select name="lead_organization"') :].partition("</select>")[0]
    assert select.count(f'value="{unit.pk}"') == 1
    assert select.index(unit.name) < select.index(item.enterprise.organization.name)


@pytest.mark.req("V4")
def test_who_comes_too_late_hears_who_did_what_and_keeps_the_text(visit):
    item = ItemFactory(assigned=True)
    colleague = UserFactory(role="ENTERPRISE", organization=item.lead_organization)
    advance(item.pk, "accept", actor=colleague, version=item.version, **PLAN)

    answer = visit(item.people["enterprise"]).post(
        address(item, "accept"),
        {"version": item.version, "measures": "我写了很久的措施", "responsible_person": "王某", "mode": "ENGINEERING"},
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{colleague.name}({colleague.organization.name})" in page
    assert "整改中" in page
    assert "我写了很久的措施" in page
    item.refresh_from_db()
    assert item.measures == PLAN["measures"]


def test_a_refused_step_changes_nothing_and_names_the_field(visit):
    item = ItemFactory(assigned=True)

    answer = visit(item.people["enterprise"]).post(
        address(item, "accept"), {"version": item.version, "measures": "更换", "responsible_person": " "}
    )

    assert answer.status_code == 422
    assert "responsible_person" in answer.context["form"].errors
    assert 'href="#id_responsible_person"' in answer.content.decode()
    item.refresh_from_db()
    assert item.state == State.ASSIGNED


def test_files_that_were_uploaded_stay_with_a_form_that_comes_back(visit):
    item = ItemFactory(rectifying=True)
    browser = visit(item.people["enterprise"])
    sent = {"version": item.version, "work_done": "已更换", "after": SimpleUploadedFile("后.png", PNG)}

    refused = browser.post(address(item, "submit"), sent)

    held = HeldUpload.objects.get(owner=item.people["enterprise"])
    assert refused.status_code == 422
    assert f'name="held_after" value="{held.pk}"' in refused.content.decode()
    again = {"version": item.version, "work_done": "已更换", "held_after": held.pk}
    browser.post(address(item, "submit"), {**again, "before": SimpleUploadedFile("前.png", PNG + b"1")})
    item.refresh_from_db()
    assert item.state == State.UNDER_REVIEW
    assert item.evidence.filter(attachment=held.attachment).count() == 1


def test_nobody_hangs_the_file_of_another_person_at_an_item(visit):
    item = ItemFactory(rectifying=True)
    owner = item.people["enterprise"]
    colleague = UserFactory(role=owner.role, organization=owner.organization)
    sent = {"version": item.version, "work_done": "已更换", "before": SimpleUploadedFile("前.png", PNG)}
    visit(colleague).post(address(item, "submit"), {"after": SimpleUploadedFile("后.png", PNG + b"1")})
    foreign = HeldUpload.objects.get(owner=colleague)

    answer = visit(owner).post(address(item, "submit"), {**sent, "held_after": foreign.pk})

    assert answer.status_code == 422
    assert "after" in answer.context["form"].errors
    assert not item.evidence.exists()
    assert HeldUpload.objects.filter(pk=foreign.pk).exists()


@pytest.mark.parametrize(
    ("trait", "person", "step", "seen"),
    [
        ("under_review", "inspector", "propose-pass", "已更换"),
        ("awaiting_sign_off", "coordinator", "sign-off", "销号条件"),
        ("under_review", "inspector", "fail", "整改后"),
    ],
)
def test_what_a_step_judges_stands_beside_its_form(visit, trait, person, step, seen):
    item = ItemFactory(**{trait: True})

    page = visit(item.people[person]).get(address(item, step)).content.decode()

    assert seen in page


def test_the_closing_conditions_are_all_met_where_closing_is_due(visit):
    item = ItemFactory(awaiting_sign_off=True, major=True)

    conditions = visit(item.people["head"]).get(address(item, "sign-off")).context["conditions"]

    assert [str(condition.label) for condition in conditions if not condition.is_met] == []
    assert len(conditions) == 11


def test_the_drawer_gets_a_fragment_and_goes_back_to_where_it_was_opened(visit):
    item = ItemFactory(assigned=True)
    browser = visit(item.people["enterprise"])
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/?page=2"}

    shown = browser.get(address(item, "accept"), headers=htmx)
    taken = browser.post(address(item, "accept"), {"version": item.version, **PLAN}, headers=htmx)

    assert "<html" not in shown.content.decode()
    assert "HX-Request" in shown["Vary"]
    assert (taken.status_code, taken["HX-Redirect"]) == (204, "/?page=2")


def test_a_drawer_opened_elsewhere_never_leads_to_another_site(visit):
    item = ItemFactory(assigned=True)
    htmx = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/x"}

    taken = visit(item.people["enterprise"]).post(
        address(item, "accept"), {"version": item.version, **PLAN}, headers=htmx
    )

    assert taken["HX-Redirect"] == item.get_absolute_url()


def test_only_people_who_may_re_inspect_are_offered_as_officers(visit):
    item = ItemFactory(under_review=True)

    form = visit(item.people["inspector"]).get(address(item, "propose-pass")).context["form"]

    offered = set(form.fields["officer"].queryset)
    assert {item.people["head"], item.people["second_inspector"]} <= offered
    assert item.people["inspector"] not in offered
    assert item.people["enterprise"] not in offered


@pytest.mark.parametrize(
    ("person", "state", "step", "instead"),
    [
        ("inspector", "under_review", "propose-pass", ["fail"]),
        ("inspector", "under_review", "fail", ["propose-pass"]),
        ("enterprise", "assigned", "accept", ["decline"]),
        ("coordinator", "assigned", "void", []),
    ],
)
def test_a_step_offers_what_the_same_person_may_decide_instead(visit, person, state, step, instead):
    item = ItemFactory(**{state: True})

    page = visit(item.people[person]).get(address(item, step))

    assert [other.name for other in page.context["instead"]] == instead
    for name in instead:
        assert f'href="{address(item, name)}"' in page.content.decode()


def test_whoever_accepts_reads_what_is_wrong_what_is_demanded_and_whom_to_ask(visit):
    item = ItemFactory(assigned=True, description="围堰多处破损")
    office = item.assigned_by_organization
    office.phone = "0990-5580001"
    office.save()
    item.requirement = "限期修复围堰"
    item.save()

    page = visit(item.people["enterprise"]).get(address(item, "accept")).content.decode()

    for words in ("围堰多处破损", "限期修复围堰", office.label, 'href="tel:0990-5580001"'):
        assert words in page, words


def test_an_empty_field_is_said_in_the_words_of_the_house(visit):
    item = ItemFactory(assigned=True)

    page = visit(item.people["enterprise"]).post(address(item, "accept"), {"version": item.version}).content.decode()

    assert "此项必填，请填写或选择。" in page


@pytest.mark.parametrize(
    ("level", "called"),
    [("CHASED", "催办"), ("SUPERVISED", "督办"), ("TALKED", "约谈"), ("ACCOUNTABILITY", "启动问责")],
)
def test_a_measure_is_called_by_its_own_name_by_whom_it_overtook_and_on_the_time_line(visit, level, called):
    item = ItemFactory(rectifying=True)
    colleague = item.people["second_coordinator"]
    advance(item.pk, "supervise", actor=colleague, version=item.version, level=level, reason="进度慢")

    chase = {"version": item.version, "level": "CHASED", "reason": "请抓紧"}
    late = visit(item.people["coordinator"]).post(address(item, "supervise"), chase)
    page = visit(item.people["coordinator"]).get(item.get_absolute_url())

    assert late.status_code == 409
    assert f"（{called}）" in late.text
    assert f"<strong>{called}</strong>" in page.text


def test_an_act_that_is_no_step_is_called_by_its_name_too(visit):
    item = ItemFactory(rectifying=True)
    correct(item.pk, actor=item.people["coordinator"], version=item.version, reason="笔误", title="围堰破损")

    chase = {"version": item.version, "level": "CHASED", "reason": "请抓紧"}
    late = visit(item.people["coordinator"]).post(address(item, "supervise"), chase)

    assert f"（{OTHER_STEPS['correct']}）" in late.text


@pytest.mark.parametrize(
    ("trait", "person", "step", "needed"),
    [
        ({"rectifying": True}, "enterprise", "submit", {"before", "after"}),
        ({"under_review": True}, "inspector", "propose-pass", set()),
        ({"under_review": True, "major": True}, "inspector", "propose-pass", {"report"}),
        ({"under_review": True}, "inspector", "fail", set()),
        ({"closed": True}, "inspector", "look-back", set()),
    ],
)
def test_files_without_which_a_step_is_refused_are_not_called_optional(visit, trait, person, step, needed):
    item = ItemFactory(**trait)
    browser = visit(item.people[person])

    shown = browser.get(address(item, step)).context["form"]
    refused = browser.post(address(item, step), {"version": item.version}).context["form"]

    files = {name for name, _field in shown.evidence_fields()}
    assert {name for name in files if shown.fields[name].required} == needed
    assert refused.errors.keys() & files == needed


def test_a_photo_of_when_it_was_found_shows_the_state_before(visit):
    item = ItemFactory(rectifying=True)
    FindingPhoto.objects.create(finding=item.finding, attachment=AttachmentFactory(kind=AttachmentKind.BEFORE))

    form = visit(item.people["enterprise"]).get(address(item, "submit")).context["form"]

    assert [name for name, field in form.evidence_fields() if field.required] == ["after"]
