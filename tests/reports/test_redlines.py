"""What the office changed: applied to the product's version, the changes give the sent one, whatever the two texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.rules import redlines
from reports.rules.redlines import ADDED, CHANGED, MOVED, PUT_IN, REMOVED, STAYS, STRUCK, UNCHANGED

PHRASES = ("整改率", "96.4%", "，", "县应急管理局", " ", "已销号3条", "LDAR", "截至10月31日24时", "（", "a", "\t")
TEXTS = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=8).map("".join)
ANY = st.text(min_size=1, max_size=40)
PAPERS = st.lists(TEXTS | ANY, max_size=12)


def kinds(own, sent):
    return [line.kind for line in redlines.compare(own, sent)]


@settings(max_examples=300, deadline=None)
@given(PAPERS, PAPERS)
def test_the_changes_lead_from_one_version_to_the_other(own, sent):
    lines = redlines.compare(own, sent)

    assert redlines.applied(own, lines) == sent
    changed, whole = redlines.measured(lines)
    assert 0 <= changed <= whole == sum(map(redlines.signs, own + sent))
    assert redlines.compare(own, sent) == lines


@settings(max_examples=100, deadline=None)
@given(PAPERS, st.data())
def test_a_few_changes_to_a_paper_are_found_as_such(own, data):
    sent = list(own)
    for _time in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(sent)))
        sent[place:place] = [data.draw(TEXTS)]

    assert redlines.applied(own, redlines.compare(own, sent)) == sent


@given(PAPERS)
def test_the_same_text_has_no_share(own):
    lines = redlines.compare(own, own)

    assert redlines.measured(lines)[0] == 0
    assert {line.kind for line in lines} <= {UNCHANGED}


def test_texts_without_a_sign_in_common_are_changed_wholly():
    assert redlines.measured(redlines.compare(["甲乙丙"], ["丁戊"])) == (5, 5)


def test_a_number_changes_as_a_whole():
    told = redlines.pieces("整改率96.4%，余3条", "整改率97.4%，余3条")

    assert told == ((STAYS, "整改率"), (STRUCK, "96.4%"), (PUT_IN, "97.4%"), (STAYS, "，余3条"))


def test_paragraphs_are_changed_added_removed_and_moved():
    stays = ["本月检查企业十二家。", "新增问题均已交办。"]
    own = ["总体情况良好，整改有序推进。", "逾期三条，已经约谈责任单位。", "下一步继续督促整改到位。", *stays]
    sent = ["总体情况较好，整改有序推进。", "另有两家企业停产检修。", *stays, "下一步继续督促整改到位。"]

    found = kinds(own, sent)

    assert sorted(found) == sorted([CHANGED, ADDED, MOVED, REMOVED, UNCHANGED, UNCHANGED])
    assert redlines.applied(own, redlines.compare(own, sent)) == sent


def test_what_was_moved_and_reads_as_before_counts_as_unchanged():
    own = ["第一段说总体情况。", "第二段说整改的情况。", "第三段说下步的工作。"]

    lines = redlines.compare(own, [own[2], own[0], own[1]])

    assert redlines.measured(lines)[0] == 0
    assert [line.kind for line in lines].count(MOVED) == 1
