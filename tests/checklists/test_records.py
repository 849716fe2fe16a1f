"""现场检查记录: facts, figures and signatures of a visit on paper, bound to the answers as they were signed."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from docx import Document as WordFile
from PIL import Image

from accounts.states import Role
from checklists.services import answering, asking, signing
from checklists.services.answering import Given
from checklists.services.records import PAPER
from checklists.states import Said, SignerKind
from core.errors import WrongStateError
from documents.blocks import Document, Picture
from documents.pdf import pdf_of
from documents.services.files import document_of
from documents.services.issuing import issue_about, void_about
from documents.word import docx_of
from tests.checklists.made import answered, edition_in_use
from tests.factories import ItemFactory, UserFactory, VisitFactory
from visits.models import VisitFinding
from visits.services.visit_papers import refuse_unready
from visits.states import VisitState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def officer():
    return UserFactory(role=Role.DEPARTMENT)


@pytest.fixture
def visit(officer):
    """Left, two items answered of three, one of them not met and on the ledger."""
    visit = VisitFactory(drafted_by=officer, left=True, state=VisitState.FINISHED)
    edition = edition_in_use()
    item = ItemFactory(enterprise=visit.enterprise, assigned=True)
    VisitFinding.objects.create(visit=visit, finding=item.finding)
    answered(visit, edition, "SAF01")
    answered(visit, edition, "SAF09", Said.UNMET, note="东侧报警器失电", finding=item.finding)
    visit.item = item
    return visit


def drawing():
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "white").save(out, "PNG")
    return ContentFile(out.getvalue(), name="签名.png")


def sign(visit, **said):
    given = {"name": "郑国强", "answers_sha256": asking.hash_on(visit), **said}
    return signing.sign(visit, signing.Given(**given), actor=visit.drafted_by)


def issued(visit, officer):
    return issue_about(PAPER.kind.code, visit, actor=officer)


def text_of(document):
    return "\n".join(document.plain_texts())


def test_it_tells_facts_figures_the_number_of_the_item_and_the_conclusion(visit, officer):
    said = text_of(document_of(issued(visit, officer)))

    wanted = [
        "应查3项，符合1项、不符合1项，未查1项",
        "东侧报警器失电",
        visit.item.number,
        "发现不符合项1项，登记问题1项",
    ]
    wanted += [visit.enterprise.name, f"{visit.pk}-{visit.round}", *(each.certificate for each in visit.officers.all())]
    assert [text for text in wanted if text not in said] == []


def test_signatures_are_pictures_and_a_refusal_stands_with_its_reason(visit, officer):
    first = visit.officers.first()
    sign(visit, officer=first, picture=drawing())
    sign(visit, is_refused=True, note="对第9项有异议")
    sign(visit, name="园区王敏", is_local=True, picture=drawing())

    document = document_of(issued(visit, officer))

    signed = [row[1] for row in document.blocks[-1].rows]
    assert [type(run) for run in signed] == [Picture, str, str, Picture]
    assert signed[2] == "拒绝签名，理由：对第9项有异议"
    assert signed[1].strip() == "", "who has not signed is blank for ink"
    assert asking.hash_on(visit) in document.blocks[-1].note


def test_pictures_come_from_the_frozen_paper_into_page_word_and_pdf(visit, officer, client):
    sign(visit, officer=visit.officers.first(), picture=drawing())
    paper = issued(visit, officer)
    document = Document.from_json(paper.content)

    client.force_login(officer)
    page = client.get(f"/documents/{paper.pk}/").text

    assert 'src="data:image/jpeg;base64,' in page
    assert len(WordFile(io.BytesIO(docx_of(document))).inline_shapes) == 1
    assert pdf_of(document).count(b"/Subtype/Image") == 1


def test_a_signature_for_other_answers_is_none_on_the_record(visit, officer):
    sign(visit, officer=visit.officers.first(), picture=drawing())
    given = Given(Said.UNMET, "许可证过期")
    answering.answer(visit, "SAF", "SAF01", given, actor=officer)

    signed = [row[1] for row in document_of(issued(visit, officer)).blocks[-1].rows]

    assert not any(isinstance(run, Picture) for run in signed)


def test_what_the_record_tells_is_not_answered_otherwise_until_it_is_void(visit, officer):
    paper = issued(visit, officer)
    before, given = asking.hash_on(visit), Given(Said.UNMET, "许可证过期")

    with pytest.raises(WrongStateError, match=paper.number):
        answering.answer(visit, "SAF", "SAF01", given, actor=officer)

    assert asking.hash_on(visit) == before
    void_about(paper.pk, actor=officer, reason="漏记")
    answering.answer(visit, "SAF", "SAF01", given, actor=officer)
    assert asking.hash_on(visit) != before


def test_no_record_is_issued_while_the_team_is_there(visit, officer):
    visit.state = VisitState.UNDER_WAY

    with pytest.raises(WrongStateError):
        refuse_unready(PAPER, visit, officer)


def test_the_page_takes_the_signature_of_park_or_township(visit, officer, client):
    client.force_login(officer)
    said = {"who": "LOCAL", "name": "王敏", "note": "口头确认", "answers": asking.hash_on(visit)}

    client.post(reverse("checklists:visit-sign", args=[visit.pk]), said)

    kept = visit.signatures.get()
    assert (kept.kind, kept.name) == (SignerKind.LOCAL, "王敏")
