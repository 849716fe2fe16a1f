"""Each kind of paper is seen as it will be printed before somebody issues it."""

from documents import kinds
from tests.doors.addresses import routes

SHOWN_ON = {
    "PROOF": "projects:project-proof-issue",
    "ENTERPRISE_PLAN": "plans:plan-approve",
    "ADMISSION": "admission:application-step",
    "REPORT": "reports:report-detail",
    "CIRCULAR": "reports:circular-detail",
    "LIST_ANSWER": "superiors:listpaper-detail",
    "LIST_PUBLICATION": "superiors:listpaper-detail",
    "RECHECK_OPINION": "rectification:item-paper-issue",
    "SIGN_OFF_FORM": "rectification:item-paper-issue",
    "ASSIGNMENT_SLIP": "rectification:item-paper-issue",
    "BATCH_SLIP": "rectification:slip-issue",
    **dict.fromkeys(
        ("VISIT_APPROVAL", "VISIT_NOTICE", "VISIT_RESULT", "SITE_RECORD", "RECT_ORDER"), "visits:visit-paper-issue"
    ),
    **dict.fromkeys(("MINUTES", "PARK_MINUTES"), "meetings:meeting-minutes"),
    "REMOVAL": "supervision:listing-remove",
    **dict.fromkeys(("SUPERVISION", "LISTING", "TALK"), "supervision:proposal-decide"),
}
"""Where a kind is shown first, as it will be printed."""


def named():
    """The names of all addresses."""
    return {name for _route, name, _pattern in routes()}


def test_each_kind_of_paper_says_where_it_is_shown_before_its_issue():
    assert {kind.code for kind in kinds.registered()} == set(SHOWN_ON)
    assert all(name in named() for name in SHOWN_ON.values())


def test_each_kind_that_is_voided_by_hand_says_what_stands_on_its_paper():
    voided_by_hand = [kind for kind in kinds.registered() if kind.wording and kind.voidable and kind.by_hand]

    assert voided_by_hand
    assert [kind.code for kind in voided_by_hand if kind.held is None] == []
