"""核验: a paper is told from a false one by number and code, by anybody, and nothing of what it says is shown."""

import pytest
from django.urls import reverse

from documents.models import IssuedDocument
from documents.rules.codes import CODE, digits, plain_number
from documents.services.files import document_of
from documents.services.issuing import issue_about, void
from projects.services.proof_documents import PROOF
from tests.factories import ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    return issue_about(PROOF, ProjectFactory(), actor=UserFactory())


def code_of(paper: IssuedDocument) -> str:
    text = next(text for text in document_of(paper).plain_texts() if text.startswith(CODE))
    return text.removeprefix(CODE)


def ask(client, number, code):
    return client.get(reverse("documents:paper-verify"), {"number": number, "code": code})


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "()", "（）"])
def test_without_a_login_a_genuine_paper_is_known_by_number_and_code(client, paper, brackets):
    number = paper.number.translate(str.maketrans("〔〕", brackets))

    page = ask(client, f" {number} ", code_of(paper)).text

    assert "核验属实" in page
    assert paper.issuer.name in page


def test_nothing_of_whom_it_is_about_is_shown(client, paper):
    page = ask(client, paper.number, code_of(paper)).text

    assert ProjectFactory._meta.model.objects.get().name not in page
    assert paper.issued_by.name not in page
    assert paper.title not in page


def test_a_voided_paper_says_so(client, paper):
    void(paper.pk, actor=paper.issued_by, reason="信息有误")

    page = ask(client, paper.number, code_of(paper)).text

    assert "已作废" in page
    assert "核验属实" not in page
    assert "信息有误" not in page


@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "", "x", "核验码"])
def test_another_code_tells_nothing_of_a_number_that_exists(client, paper, code):
    answer = ask(client, paper.number, code)

    assert paper.issuer.name not in answer.text
    assert "核验属实" not in answer.text


def test_a_paper_without_a_code_is_not_known_by_none(client, paper):
    IssuedDocument.objects.filter(pk=paper.pk).exists()
    other = ask(client, "示督办〔2026〕1号", " ")

    assert other.status_code == 422


def test_an_address_that_tries_around_has_to_wait(client, paper, settings):
    settings.PAPER_CHECKS_AN_HOUR = 3

    answers = [ask(client, paper.number, f"{n:016d}").status_code for n in range(5)]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_full_width_digits_and_brackets_are_read():
    assert digits("１２３４-5678 ") == "12345678"
    assert plain_number("示证（2026） 1号") == "示证〔2026〕1号"
