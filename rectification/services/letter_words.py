"""The official wording of the letters, by kind; written in Chinese whatever language its issuer reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rectification.states import EscalationDocument

TITLES: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _("Letter urging the rectification of overdue problems"),
    EscalationDocument.LISTING: _("Notice of listed supervision of major accident hazards"),
    EscalationDocument.TALK: _("Notice of a summons talk on overdue problems"),
}
OPENINGS: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _(
        "%(n)s problems for which your unit answers have passed their deadline and are not rectified. The facts:"
    ),
    EscalationDocument.LISTING: _(
        "%(n)s major accident hazards for which your unit answers are placed under listed supervision. The facts:"
    ),
    EscalationDocument.TALK: _(
        "%(n)s problems for which your unit answers have been overdue for long; the principal of your unit is "
        "summoned to a talk. The facts:"
    ),
}
CLOSINGS: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _("Please report what has been done, in writing, by the day named above."),
    EscalationDocument.LISTING: _("Please report the plan of rectification, in writing, by the day named above."),
    EscalationDocument.TALK: _("Please confirm who takes part, in writing, by the day named above."),
}
REQUIREMENTS: dict[str, str | Promise] = {
    EscalationDocument.SUPERVISION: _(
        "Name the cause of the delay, the measures, the person responsible and the day of completion; rectify without "
        "further delay."
    ),
    EscalationDocument.LISTING: _(
        "Put measures, responsibility, funds, time and contingency plan in place; rectify within the limit."
    ),
    EscalationDocument.TALK: _("Bring the facts of the delay and commitments with dates."),
    EscalationDocument.CIRCULAR: _("To be named in the next circular."),
    EscalationDocument.REFERRAL: _("Referred so that responsibility is looked into, as the rules demand."),
}
