"""The kinds of notices of reminders, ladder and letters: which are duties, which can't wait."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.kinds import Kind
from rectification.services.notice_kinds import answers
from supervision.rules.escalation import LISTING_STAGES
from supervision.rules.reminders import CONFIRMATION, DUE, OVERDUE, RECHECK, WEEKLY
from supervision.services.escalating_rows import TO_DECIDE, TOLD


def assigns(person: User) -> bool:
    return person.assigns


def rechecks(person: User) -> bool:
    """Reviewers of the department that assigned, or the office where that has assigned."""
    return person.is_reviewer or person.is_coordinator


def decides(person: User) -> bool:
    return person.is_coordinator or person.is_department_head


def coordinates(person: User) -> bool:
    return person.is_coordinator


KINDS = (
    Kind(
        "due",
        _("What comes due"),
        _("Your unit answers for the item, or it still has to be assigned by you."),
        frozenset(stage.rule for stage in (*DUE, CONFIRMATION[0])),
        can_reach=answers,
        order=10,
    ),
    Kind(
        "overdue",
        _("What is overdue"),
        _("Your unit answers for the item or has assigned it; major ones are told at once."),
        frozenset(stage.rule for stage in (*OVERDUE, *CONFIRMATION[1:])) | {TOLD},
        can_reach=answers,
        order=15,
    ),
    Kind(
        "recheck",
        _("Re-inspections to be done"),
        _("You re-inspect for the unit that assigned the item."),
        frozenset(stage.rule for stage in RECHECK),
        can_reach=rechecks,
        order=20,
    ),
    Kind(
        "decide",
        _("Proposals that wait for your decision"),
        _("You decide on the escalation of overdue items."),
        frozenset({TO_DECIDE}),
        can_reach=decides,
        order=25,
    ),
    Kind(
        "letters",
        _("Letters to your unit"),
        _("Your unit has to answer a supervision letter, a notice or a summons."),
        frozenset({"letter-issued", "letter-voided"}),
        urgent=True,
        can_reach=answers,
        order=30,
    ),
    Kind(
        "listing",
        _("Clocks of listed supervision"),
        _("Your office keeps the listed supervision."),
        frozenset(stage.rule for stages in LISTING_STAGES.values() for stage in stages),
        can_reach=coordinates,
        order=35,
    ),
    Kind(
        "answers",
        _("Answers to your letters"),
        _("You have issued the letter."),
        frozenset({"letter-answered"}),
        duty=False,
        can_reach=assigns,
        order=40,
    ),
    Kind(
        "weekly",
        _("Monday's line on all that is overdue"),
        _("Your unit has overdue items, or has assigned them."),
        frozenset({WEEKLY}),
        duty=False,
        can_reach=answers,
        order=55,
    ),
)
