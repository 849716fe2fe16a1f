"""How papers write what was typed, and what an office calls itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.rules.office_words import for_paper, own_name


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("泄漏检测与修复(LDAR)未开展,超标点未修复", "泄漏检测与修复（LDAR）未开展，超标点未修复"),
        ("立项备案(核准)手续", "立项备案（核准）手续"),
        ("更换阀门; 复测合格.", "更换阀门；复测合格。"),
        ("责任人:李某", "责任人：李某"),
        ("加注Ca(OH)2溶液", "加注Ca(OH)2溶液"),
        ("9:30停车,压力1,200千帕", "9:30停车，压力1,200千帕"),
        ("《氯气安全规程》(GB 11984)", "《氯气安全规程》（GB 11984）"),
        ("AQ 3067—2026第5.5.7项", "AQ 3067—2026第5.5.7项"),
        ("(一)停用", "（一）停用"),
        ("", ""),
    ],
)
def test_typed_marks_become_those_of_documents(typed, printed):
    assert for_paper(typed) == printed


@given(st.text())
def test_nothing_but_marks_changes_and_twice_is_once(text):
    printed = for_paper(text)

    assert for_paper(printed) == printed
    changed = str.maketrans("", "", " ,;:?!.()，；：？！。（）")
    assert printed.translate(changed) == text.translate(changed)


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        ("昌河县应急管理局", "我局"),
        ("昌河市生态环境局昌河分局", "我分局"),
        ("昌河县安全生产委员会办公室", "我办"),
        ("昌河县人民政府办公室", "我办"),
        ("昌河县人民政府", "我县"),
        ("昌河县发展和改革委员会", "我委"),
        ("昌河化工园区", "我单位"),
    ],
)
def test_an_office_speaks_of_itself(unit, own):
    assert own_name(unit) == own
