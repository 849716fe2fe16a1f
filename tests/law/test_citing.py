"""What may be cited on a day; another one is refused with the one that holds instead (R11)."""

from datetime import date

import pytest
from django.utils import translation

from core.errors import WorkflowError
from law.models import Basis
from law.services import citing, orders

pytestmark = pytest.mark.django_db

BEFORE, SINCE = date(2026, 8, 14), date(2026, 8, 15)


def codes(bases):
    return [basis.code for basis in bases]


def test_the_law_of_the_day_is_offered():
    assert codes(citing.bases_for("category", "A03", BEFORE, "未批先建")) == ["LB007"]
    assert codes(citing.bases_for("category", "A03", SINCE, "未批先建")) == ["LB008"]


def test_what_has_no_article_yet_is_not_offered():
    assert Basis.objects.about("category", "A04").filter(code="LB012", article="").exists()
    assert "LB012" not in codes(citing.bases_for("category", "A04", SINCE))


def test_bases_come_in_legal_order():
    bases = citing.bases_for("category", "A04", SINCE)

    assert [each.instrument.kind for each in bases] == ["law", "regulation", "document"]


def test_a_basis_out_of_force_is_refused_with_the_one_that_holds():
    ended = Basis.objects.get(code="LB007")

    with pytest.raises(WorkflowError, match="第一百零七条") as refused, translation.override("zh-hans"):
        citing.refuse_out_of_force([ended], SINCE, "bases")

    assert refused.value.field == "bases"
    assert "《中华人民共和国环境影响评价法》第二十五条" in str(refused.value)
    assert "2026-08-15" in str(refused.value)
    citing.refuse_out_of_force([ended], BEFORE)


def test_one_that_is_not_in_force_yet_is_refused_as_well():
    with pytest.raises(WorkflowError, match=r"art\. 25"), translation.override("en"):
        citing.refuse_out_of_force([Basis.objects.get(code="LB008")], BEFORE)


def test_one_without_an_article_is_refused():
    with pytest.raises(WorkflowError), translation.override("en"):
        citing.refuse_out_of_force([Basis.objects.get(code="LB012")], SINCE)


def test_it_ends_with_its_instrument_too():
    basis = Basis.objects.get(code="LB008")
    basis.instrument.valid_to = BEFORE
    basis.instrument.save()

    assert not basis.is_in_force(SINCE)
    assert citing.bases_for("category", "A03", SINCE, "未批先建") == []


def test_followers_are_of_the_same_case():
    [follower] = citing.followers_of(Basis.objects.get(code="LB009"), SINCE)

    assert follower.code == "LB010"
    with translation.override("zh-hans"):
        assert follower.citation == "《中华人民共和国生态环境法典》第一百零六条第二款"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("LB002", "《企业投资项目核准和备案管理条例》（国务院令第673号）第三条第一款、第六条"),
        (
            "LB015",
            "《化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）》（安监总管三〔2017〕121号）第（十九）项",
        ),
        ("LB016", "《化工和危险化学品生产经营企业重大生产安全事故隐患判定准则》（AQ 3067—2026）第5.3.2项"),
        ("LB180", "《危险化学品企业特殊作业安全规范》（GB 30871—2022）"),
    ],
)
def test_a_basis_is_written_as_papers_do(code, written):
    with translation.override("zh-hans"):
        assert Basis.objects.get(code=code).citation == written


def test_a_document_alone_and_a_public_duty_carry_no_order():
    assert citing.may_carry_order(citing.bases_for("category", "A03", SINCE))
    assert not citing.may_carry_order(citing.bases_for("category", "X01", SINCE))
    assert not citing.may_carry_order(citing.bases_for("criterion", "MAH01", SINCE))


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        ("AQ 3067—2026第5.5.7项", False),
        ("AQ 3067—2026第5.5.7项，《中华人民共和国安全生产法》第四条第一款", True),
        ("安监总管三〔2017〕121号第五项", False),
        ("《中华人民共和国环境影响评价法》第二十五条", False),
        ("", False),
    ],
)
def test_an_order_rests_on_a_law_in_force_that_a_text_names(text, carries):
    assert orders.is_carried([], text, date(2026, 11, 28)) == carries


def test_an_order_rests_on_a_basis_of_its_day():
    [basis] = citing.bases_for("category", "A03", BEFORE, part="未批先建")

    assert orders.is_carried([basis], "", BEFORE)
    assert not orders.is_carried([basis], "", SINCE)
