"""The kinds of notices of the ledger: which are duties, which can be done without, which can't wait."""

from django.utils.translation import gettext_lazy as _

from core.notice_kinds import Kind
from rectification import workflow
from rectification.rules.escalation import LISTING_STAGES
from rectification.rules.reminders import CONFIRMATION, DUE, OVERDUE, RECHECK, WEEKLY
from rectification.services.escalating_rows import TO_DECIDE, TOLD
from rectification.services.notifying import CLOSED, CORRECTED, NEWS

TURN = frozenset(workflow.TRANSITIONS) - NEWS
KINDS = (
    Kind("turn", _("What waits for you"), _("A step has made it your turn, or your unit's."), TURN),
    Kind(
        "due",
        _("What comes due"),
        _("Your unit answers for the item, or it still has to be assigned by you."),
        frozenset(stage.rule for stage in (*DUE, CONFIRMATION[0])),
    ),
    Kind(
        "overdue",
        _("What is overdue"),
        _("Your unit answers for the item or has assigned it; major ones are told at once."),
        frozenset(stage.rule for stage in (*OVERDUE, *CONFIRMATION[1:])) | {TOLD},
    ),
    Kind(
        "recheck",
        _("Re-inspections to be done"),
        _("You re-inspect for the unit that assigned the item."),
        frozenset(stage.rule for stage in RECHECK),
    ),
    Kind(
        "decide",
        _("Proposals that wait for your decision"),
        _("You decide on the escalation of overdue items."),
        frozenset({TO_DECIDE}),
    ),
    Kind(
        "letters",
        _("Letters to your unit"),
        _("Your unit has to answer a supervision letter, a notice or a summons."),
        frozenset({"letter-issued"}),
        urgent=True,
    ),
    Kind(
        "listing",
        _("Clocks of listed supervision"),
        _("Your office keeps the listed supervision."),
        frozenset(stage.rule for stages in LISTING_STAGES.values() for stage in stages),
    ),
    Kind(
        "answers",
        _("Answers to your letters"),
        _("You have issued the letter."),
        frozenset({"letter-answered"}),
        duty=False,
    ),
    Kind(
        "news",
        _("News of items of your unit"),
        _("Your unit has rectified the item; its plan was approved, or it was signed off."),
        NEWS | {CLOSED},
        duty=False,
    ),
    Kind(
        "corrections",
        _("Corrections of items"),
        _("Your unit answers for the item or has assigned it, or your office coordinates; what it says has changed."),
        frozenset({CORRECTED}),
        duty=False,
    ),
    Kind(
        "weekly",
        _("Monday's line on all that is overdue"),
        _("Your unit has overdue items, or has assigned them."),
        frozenset({WEEKLY}),
        duty=False,
    ),
)
