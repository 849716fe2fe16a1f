"""The pages of a challenge say what happened, who did it, and why something is not possible."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.figures import SILENCE, SILENT_AT
from challenges.forms import AnswerForm
from challenges.models import Challenge
from challenges.services.climbing import climb
from challenges.workflow import CHALLENGES
from core import clock, figures
from core.figures import Asked
from tests.challenges.cast import DAY, Cast, at_six, morning_after


@pytest.fixture
def cast(db):
    return Cast(due_in=30)


def page(cast, who, challenge, name="challenge-detail", **sent):
    browser = Client()
    browser.force_login(cast[who])
    address = reverse(f"challenges:{name}", args=[challenge.pk])
    return browser.post(address, sent) if sent else browser.get(address, follow=True)


def sent_by(cast, who, challenge, **changed):
    form = AnswerForm(challenge=Challenge.objects.get(pk=challenge.pk), user=cast[who])
    said = {}
    for bound in form:
        value = bound.value()
        said[bound.html_name] = "" if value is None else value
        said[bound.html_initial_name] = said[bound.html_name]
    return said | {"verdict": "UPHELD", "reason": "理由写在这里"} | changed


def test_who_answers_a_moment_after_a_colleague_is_told_who_did_and_keeps_the_text(cast):
    made = cast.raised()
    said = sent_by(cast, "finder", made)
    cast.act(made, "uphold", "team")

    answer = page(cast, "finder", made, "challenge-answer", **said)

    assert answer.status_code == 422
    assert f"已由{cast['team'].full_label}于" in answer.text
    assert "理由写在这里" in answer.text
    assert Challenge.objects.get().team_by == cast["team"]


def test_an_answer_that_upholds_takes_no_edited_field_silently(cast):
    made = cast.raised()

    answer = page(cast, "team", made, "challenge-answer", **sent_by(cast, "team", made, description="改过的描述"))

    assert (answer.status_code, Challenge.objects.get().state) == (422, "OPEN")
    assert "只有选择“变更”才会改正" in answer.text


def test_a_freshly_opened_page_says_why_a_challenge_is_not_withdrawn_any_more(cast):
    made = cast.raised()
    cast.act(made, "uphold", "team")

    shown = page(cast, "plant", made, "challenge-withdraw").text

    assert "您打开后" not in shown
    assert "现在不能办理“撤回异议申请”：已答复，企业可提交下一环节。" in shown


def test_who_has_suspended_the_deadline_lets_it_run_again_though_it_is_another_ones_turn(cast):
    made = cast.raised()
    cast.act(made, "suspend", "team", since=clock.today())
    cast.act(made, "uphold", "finder")

    assert CHALLENGES.allows("resume", Challenge.objects.get(), cast["team"])
    cast.act(made, "resume", "team")

    assert not cast.now().is_suspended


def test_a_change_shows_what_was_changed_and_the_disputed_words_stay(cast):
    before = cast.item.finding.description
    made = cast.raised()
    cast.act(made, "change", "team", values={"description": "改后的描述"})

    shown = page(cast, "plant", made).text

    assert f"<del>{before}</del> → 改后的描述" in shown
    assert "提出异议时的认定内容" in shown
    assert shown.count(before) >= 2


def test_a_silent_step_says_so_with_its_day(cast):
    made = cast.raised()
    day = morning_after(made)
    with at_six(day):
        climb(day)
        shown = page(cast, "plant", made).text

    ladder = shown.partition("办理环节")[2].partition("</ol>")[0]
    assert "逾期未答复" in ladder
    assert f"{day:%Y-%m-%d}" in ladder or f"{day.month}" in ladder


def test_each_silence_counts_once_at_the_unit_that_was_silent(cast):
    made = cast.raised()
    for _clock in range(2):
        day = morning_after(made)
        with at_six(day):
            climb(day)

    found = figures.read_by(SILENT_AT, (SILENCE,), Asked.by(cast["leader"]))

    units = (cast["finder"].organization_id, cast["unit"].organization_id)
    assert {key: each[SILENCE].value for key, each in found.items()} == dict.fromkeys(units, 1)
    browser = Client()
    browser.force_login(cast["leader"])
    assert browser.get(found[units[1]][SILENCE].url).context["page"].paginator.count == 1
    shown = browser.get(reverse("challenges:challenge-units"), {"raised_after": f"{clock.today() + DAY:%Y-%m-%d}"})
    assert (shown.status_code, shown.context["lines"]) == (200, [])


def test_an_item_whose_deadline_stands_still_says_since_when_and_no_days_left(cast):
    made = cast.raised()
    cast.act(made, "suspend", "unit", since=clock.today())
    browser = Client()
    browser.force_login(cast["assigner"])

    shown = browser.get(reverse("rectification:item-list")).text

    assert "期限中止" in shown
    assert "还剩" not in shown
