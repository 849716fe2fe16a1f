"""The official wording of the letters, by kind; written in Chinese whatever language its issuer reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rectification.rules import hazards
from rectification.states import EscalationDocument

TITLES: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _("Letter urging the rectification of overdue problems"),
    EscalationDocument.LISTING: _("Notice of listed supervision of a %(hazard)s"),
    EscalationDocument.TALK: _("Notice of a summons talk on overdue problems"),
    EscalationDocument.REMOVAL: _("Notice of removal from listed supervision of a %(hazard)s"),
}
OPENINGS: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _(
        "%(n)s problems for which your unit answers have passed their deadline and are not rectified%(waiting)s. "
        "The facts:"
    ),
    EscalationDocument.LISTING: _(
        "%(law)s%(n)s hazards of the kind “%(hazard)s” for which your unit answers are placed under listed "
        "supervision. The facts:"
    ),
    EscalationDocument.TALK: _(
        "%(n)s problems for which your unit answers are overdue%(waiting)s; the principal of your unit is "
        "summoned to a talk. The facts:"
    ),
    EscalationDocument.REMOVAL: _(
        "On %(listed_on)s %(us)s%(notice)s placed the %(hazard)s “%(problem)s” (%(number)s) of %(where)s "
        "under listed supervision. It has been rectified, has passed the re-inspection on %(passed_on)s and was "
        "signed off on %(closed_on)s; the listed supervision ends on %(removed_on)s."
    ),
}
BY_NOTICE = _(" by the notice “%(title)s” %(listing)s")
ALL_WAIT, SOME_WAIT = _(" (re-inspection has been asked for)"), _(" (for %(k)s re-inspection has been asked for)")
"""What is said of those that a unit has handed in late."""
BY_LAW = {hazards.ACCIDENT: _("By article 41, paragraph 3, of the Work Safety Law ")}
"""What a listing rests on, by the kind of hazard."""
YOUR_UNIT = _("your unit")
REPLIES: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _("Please report to %(us)s what has been done, in writing, by %(day)s."),
    EscalationDocument.LISTING: _("Please report to %(us)s the plan of rectification, in writing, by %(day)s."),
    EscalationDocument.TALK: _("Please tell %(us)s in writing who takes part, by %(day)s."),
}
"""The one answer that a letter asks for; a removal asks for none."""
LISTED_WITH_PLAN = _("Please report to %(us)s how the rectification goes on, in writing, by %(day)s.")
"""What a listing asks for where the plan is on record already."""
REQUIREMENTS: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _(
        "Name the cause of the delay, the measures, the person responsible and the day of completion; rectify without "
        "further delay."
    ),
    EscalationDocument.LISTING: _(
        "Put measures, responsibility, funds, time and contingency plan in place; rectify within the limit."
    ),
    EscalationDocument.TALK: _("Bring the facts of the delay and commitments with dates."),
    EscalationDocument.REMOVAL: _(
        "Keep up what has been achieved and prevent the hazard from coming back; a look-back follows on %(day)s."
    ),
    EscalationDocument.CIRCULAR: _("To be named in the next circular."),
    EscalationDocument.REFERRAL: _("Referred so that responsibility is looked into, as the rules demand."),
}
