"""Checklists on their pages: one item on the screen, what is not met leads to its finding, who signs, who reads."""

import base64
import io
from datetime import timedelta

import pytest
from django.test import Client
from PIL import Image

from accounts.states import Role
from checklists.models import Edition, ItemAnswer, Question, Signature
from checklists.services import asking
from core import clock
from core.models import Attachment
from law.models import Basis
from rectification.models import Item
from tests.checklists.made import answered, draft_edition, edition_in_use, visit_under_way
from tests.factories import UserFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return edition_in_use()


@pytest.fixture
def visit(edition, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return visit_under_way()


def come(person):
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def browser(visit):
    return come(visit.drafted_by)


def of_county(role, county):
    """Somebody of this county; its leaders belong to the county itself."""
    return UserFactory(role=role, **({"organization": county} if role == Role.SUPERIOR else {}))


def sheet(visit):
    return f"/checklists/visits/{visit.pk}/SAF/"


def test_the_page_of_a_visit_leads_to_its_checklists_and_tells_how_far_they_are(visit, edition, browser):
    assert f'href="{sheet(visit)}"' in browser.get(visit.get_absolute_url()).text

    answered(visit, edition, said="UNMET")

    page = browser.get(visit.get_absolute_url()).text
    assert "已答 1 项，不符合 1 项" in page
    assert page.count(">未签名<") == 4, "two officers, the plant, park or township"


def test_one_item_is_on_the_screen_with_its_place_and_the_last_answer(visit, edition, browser):
    former = VisitFactory(left=True, enterprise=visit.enterprise, planned_on=visit.planned_on - timedelta(90))
    answered(former, edition, "SAF09", "UNMET", note="东侧失电")

    page = browser.get(f"{sheet(visit)}?code=SAF09").text

    assert "<strong>2/3</strong>" in page
    assert "上次作答" in page
    assert "东侧失电" in page
    assert page.count('name="said"') == 3


def test_an_answer_leads_to_the_next_item_and_the_last_one_to_all_of_them(visit, edition, browser):
    said = {"code": "SAF01", "said": "MET", "note": ""}
    assert browser.post(sheet(visit), said).url == f"{sheet(visit)}?code=SAF09"
    assert browser.post(sheet(visit), said | {"code": "SAF15"}).url == sheet(visit)
    assert f"{sheet(visit)}?code=SAF09" in browser.get(sheet(visit)).text, "resumed where it stopped"


def test_what_is_not_applicable_without_a_note_is_told_and_nothing_is_kept(visit, browser):
    answer = browser.post(sheet(visit), {"code": "SAF01", "said": "NONE", "note": " "})

    assert answer.status_code == 422
    assert "请写明不适用的原因" in answer.text
    assert not ItemAnswer.objects.exists()


def test_an_item_is_asked_after_the_answer_on_which_it_stands(visit, edition, browser):
    edition.questions.filter(code="SAF09").update(after_code="SAF01", after_said="UNMET")
    assert "SAF09" not in browser.get(sheet(visit)).text

    answered(visit, edition, said="UNMET")

    assert "SAF09" in browser.get(sheet(visit)).text


def test_what_is_not_met_leads_to_a_finding_with_category_basis_level_and_criterion(visit, edition, browser):
    clause = Basis.objects.in_force(visit.planned_on).filter(subject_code__in=("MAH12", "MC5_4_2"))
    clause.update(reviewed_by="顾明远", reviewed_on=clock.today())

    answer = browser.post(sheet(visit), {"code": "SAF09", "said": "UNMET", "note": "东侧失电"})

    made = ItemAnswer.objects.get()
    assert answer.url == f"/checklists/answers/{made.pk}/register/"
    form = browser.get(answer.url).context["form"]
    criterion = clause.get().subject_code
    assert (form["level"].value(), form["category"].value(), form["criterion"].value()) == ("MAJOR", "C06", criterion)
    assert form["description"].value() == "东侧失电"
    offered = {key for key, _label in form.fields["bases"].choices}
    ticked = form["bases"].value()
    assert ticked
    assert set(ticked) <= offered


def facts(visit):
    said = {"description": "证书过期", "level": "GENERAL", "source": "COUNTY_CHECK", "category": "A11"}
    return {"enterprise": str(visit.enterprise_id), "found_on": visit.planned_on.isoformat(), **said}


def test_the_finding_is_linked_both_ways(visit, edition, browser):
    made = answered(visit, edition, said="UNMET")
    assert "登记问题" in browser.get(sheet(visit)).text

    browser.post(f"/checklists/answers/{made.pk}/register/", facts(visit))

    item = Item.objects.get()
    assert item.number in browser.get(sheet(visit)).text
    assert "检查表发现" in browser.get(item.get_absolute_url()).text
    assert item.number in browser.get(visit.get_absolute_url()).text
    again = browser.post(f"/checklists/answers/{made.pk}/register/", facts(visit))
    assert again.url == sheet(visit)
    assert Item.objects.count() == 1


def test_a_finding_with_faults_keeps_what_was_typed(visit, edition, browser):
    made = answered(visit, edition, said="UNMET")

    answer = browser.post(f"/checklists/answers/{made.pk}/register/", facts(visit) | {"description": ""})

    assert answer.status_code == 422
    assert not Item.objects.exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR])
def test_others_of_the_county_read_the_answers_and_give_none(visit, edition, role):
    answered(visit, edition)
    browser = come(of_county(role, visit.county))

    assert "安全生产许可证" in browser.get(sheet(visit)).text
    assert browser.post(sheet(visit), {"code": "SAF09", "said": "MET"}).status_code == 403
    assert browser.get(f"/checklists/visits/{visit.pk}/sign/").status_code == 403


def test_a_plant_reads_what_was_answered_there_and_nothing_elsewhere(visit, edition):
    answered(visit, edition)
    own = come(UserFactory(role=Role.ENTERPRISE, organization=visit.enterprise.organization))
    other = come(UserFactory(role=Role.ENTERPRISE))

    assert "安全生产许可证" in own.get(sheet(visit)).text
    assert other.get(sheet(visit)).status_code == 404


def drawn():
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


def test_a_signature_is_drawn_and_shown_with_the_visit(visit, edition, browser):
    answered(visit, edition)
    officer = visit.officers.first()
    said = {"who": str(officer.pk), "drawn": drawn(), "answers": asking.hash_on(visit)}

    browser.post(f"/checklists/visits/{visit.pk}/sign/", said)

    kept = Signature.objects.get()
    assert (kept.officer, kept.answers_sha256) == (officer, asking.hash_on(visit))
    assert str(kept.picture.public_id) in browser.get(visit.get_absolute_url()).text
    plant = come(UserFactory(role=Role.ENTERPRISE, organization=visit.enterprise.organization))
    assert plant.get(f"/attachments/{kept.picture.public_id}/").status_code == 200
    assert come(UserFactory(role=Role.ENTERPRISE)).get(f"/attachments/{kept.picture.public_id}/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"answers": "0" * 64},
        {"drawn": ""},
        {"drawn": "data:image/png;base64,%%"},
        {"who": "PLANT"},
        {"is_refused": "on"},
        {"answers": ""},
    ],
    ids=str,
)
def test_a_signature_that_says_too_little_or_of_other_answers_is_refused(visit, edition, browser, wrong):
    answered(visit, edition)
    said = {"who": str(visit.officers.first().pk), "drawn": drawn(), "answers": asking.hash_on(visit)}

    answer = browser.post(f"/checklists/visits/{visit.pk}/sign/", said | wrong)

    assert answer.status_code == 422
    assert not Signature.objects.exists()
    assert not Attachment.objects.exists()


def test_coordinators_draw_up_an_edition_change_it_and_another_one_approves(visit):
    author = UserFactory(role=Role.COORDINATOR)
    other = UserFactory(role=Role.COORDINATOR, organization=author.organization)
    come(author).post("/checklists/add/", {"kind": "ENV", "valid_from": clock.today().isoformat()})
    made = Edition.objects.get(kind="ENV")
    question = made.questions.first()
    said = {"name_zh": "环评批复齐全", "position": "5", "category": "A03", "criterion_codes": "mah10", "version": "1"}

    come(author).post(f"/checklists/items/{question.pk}/edit/", said | {"is_asked": "on"})
    assert Question.objects.get(pk=question.pk).criterion_codes == "MAH10"
    assert come(author).post(f"{made.get_absolute_url()}approve/", {"version": "1"}).status_code == 403
    come(other).post(f"{made.get_absolute_url()}approve/", {"version": "1"})

    assert Edition.objects.get(kind="ENV").state == "APPROVED"
    assert come(author).post(f"/checklists/items/{question.pk}/edit/", said).status_code == 422
    refused = come(author).get(f"/checklists/items/{question.pk}/edit/", follow=True)
    assert refused.redirect_chain[-1][0] == made.get_absolute_url(), "refused at opening"
    assert "本版已定" in refused.text


def test_the_approval_is_asked_first(visit):
    made = draft_edition()
    other = UserFactory(role=Role.COORDINATOR, organization=made.drafted_by.organization)

    page = come(other).get(f"{made.get_absolute_url()}approve/")

    assert page.status_code == 200
    assert "批准后内容不能再改" in page.text
    assert Edition.objects.get(pk=made.pk).is_draft


@pytest.mark.parametrize("way", ["SAF/", "sign/"])
def test_once_the_result_is_told_the_reason_is_that(visit, edition, browser, way):
    answered(visit, edition)
    visit.state, visit.result = "CLOSED", "已反馈"
    visit.save()

    answer = browser.post(f"/checklists/visits/{visit.pk}/{way}", {})

    assert answer.status_code == 403
    assert "检查结果已告知" in answer.text


def test_a_refusal_is_told_as_one(visit, edition, browser):
    answered(visit, edition)
    said = {"who": "PLANT", "name": "王小明", "is_refused": "on", "note": "有异议", "answers": asking.hash_on(visit)}

    page = browser.post(f"/checklists/visits/{visit.pk}/sign/", said, follow=True).text

    assert "王小明拒签已记录" in page
    assert "已保存王小明的签名" not in page


def test_a_criterion_that_there_is_not_is_told(visit):
    made = draft_edition()
    said = {"name_zh": "x", "position": "90", "category": "C01", "criterion_codes": "MC9", "version": "1"}

    answer = come(made.drafted_by).post(f"{made.get_absolute_url()}items/add/", said)

    assert answer.status_code == 422
    assert "MC9" in answer.text


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR])
def test_others_read_the_editions_and_change_nothing(edition, role):
    made = draft_edition()
    browser = come(of_county(role, made.county))

    assert "企业安全" in browser.get("/checklists/").text
    assert browser.get(made.get_absolute_url()).status_code == 200
    assert browser.post("/checklists/add/", {"kind": "ENV"}).status_code == 403
    assert browser.post(f"{made.get_absolute_url()}drop/").status_code == 403
    assert browser.get(f"/checklists/items/{made.questions.first().pk}/edit/").status_code == 403


def test_a_drawing_is_kept_when_the_form_comes_back_and_the_right_fault_is_said(visit, edition, browser):
    answered(visit, edition)
    said = {"who": "PLANT", "name": "长" * 61, "drawn": drawn(), "answers": asking.hash_on(visit)}

    page = browser.post(f"/checklists/visits/{visit.pk}/sign/", said).text

    assert f'value="{said["drawn"]}"' in page
    assert "请填写企业" not in page
    assert "60" in page


def test_the_first_who_signs_is_the_one_who_is_logged_in(visit, edition, browser):
    answered(visit, edition)
    own = visit.officers.get(person__account=visit.drafted_by)

    page = browser.get(f"/checklists/visits/{visit.pk}/sign/")

    assert page.context["form"]["who"].value() == str(own.pk)


def test_note_and_photos_stand_before_the_buttons_that_save(visit, edition, browser):
    page = browser.get(f"{sheet(visit)}?code=SAF01").text

    assert page.index('name="note"') < page.index("checklist-press")
