"""月报、通报: from the draft to what is issued; who reviewed or drafted doesn't approve, and what is issued stays."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.states import Role
from core.steps import Step, Table, Weight, always, everybody
from core.who import Rule, ability, condition, rule
from reports.models import Circular, MonthlyReport, Wording
from reports.states import ReportState, WordingState

if TYPE_CHECKING:
    from accounts.models import User

coordinator: Rule[object] = ability(lambda user: user.is_coordinator).said("The county's coordinator.")
leader: Rule[MonthlyReport | Circular] = ability(
    lambda user: user.role == Role.SUPERIOR or (user.is_head and user.assigns)
).said("A leader of the county or the head of a unit.")


@rule(lambda user: Q(county=user.organization.county_id))
def of_the_county(paper: MonthlyReport | Circular, user: "User") -> bool:
    """Of this county: who looks in from above reads and approves nothing."""
    return user.organization.county_id == paper.county_id


def _no_hand(user: "User") -> Q:
    return Q(~Exists(MonthlyReport.hands.through.objects.filter(monthlyreport=OuterRef("pk"), user=user)))


@rule(lambda user: ~Q(reviewed_by=user.pk) & _no_hand(user))
def has_not_reviewed(report: MonthlyReport, user: "User") -> bool:
    """Neither reviewed it nor wrote its remarks."""
    return user.pk != report.reviewed_by_id and not report.hands.filter(pk=user.pk).exists()


@rule(lambda user: ~Q(drafted_by=user.pk))
def has_not_drafted(circular: Circular, user: "User") -> bool:
    return user.pk != circular.drafted_by_id


@rule(lambda user: ~Q(proposed_by=user.pk))
def has_not_handed_in(wording: Wording, user: "User") -> bool:
    return user.pk != wording.proposed_by_id


def _corrected() -> Q:
    later = MonthlyReport.objects.filter(
        county=OuterRef("county"), period=OuterRef("period"), edition__gt=OuterRef("edition")
    )
    of_the_county_as_a_whole = Q(park=None) & Q(Exists(later.filter(park=None)))
    return Q(Exists(later.filter(park=OuterRef("park")))) | of_the_county_as_a_whole


@condition(lambda: ~_corrected())
def not_corrected(report: MonthlyReport) -> bool:
    """No further edition corrects it."""
    return later_edition(report) is None


def later_edition(report: MonthlyReport) -> MonthlyReport | None:
    """The edition that corrects this one."""
    rows = MonthlyReport.objects.filter(county=report.county, park=report.park, period=report.period)
    return rows.filter(edition__gt=report.edition).order_by("edition").first()


def corrected_by(report: MonthlyReport) -> str:
    """What is said to whoever corrects what has been corrected."""
    later = later_edition(report)
    said = gettext("%(edition)s corrects this report already; what is wrong there is corrected there.")
    return said % {"edition": later.edition_label if later else ""}


_leader: Rule[MonthlyReport] = leader
leader_but_reviewer = (_leader & of_the_county & has_not_reviewed).said(
    "A leader of the county or the head of a unit, never who reviewed it or wrote its remarks."
)
leader_but_drafter = (has_not_drafted & of_the_county & leader).said(
    "A leader of the county or the head of a unit, never who drafted it."
)
second_coordinator = (has_not_handed_in & ability(lambda user: user.is_coordinator)).said(
    "Another coordinator than the one who handed in the version by which it was proposed."
)
COORDINATOR_ISSUES = _("The coordinator drafts and issues circulars.")
S, W = ReportState, Weight
DRAFT, REVIEWED, APPROVED, ISSUED = (frozenset({state}) for state in (S.DRAFT, S.REVIEWED, S.APPROVED, S.ISSUED))

# fmt: off
REPORTS = Table[MonthlyReport](
    "report",
    #    name       label                                   from      to          who                  given        weight      waits for  when
    Step("remarks", _("Remarks of a report written"),       DRAFT,    None,       coordinator,         (),          W.JUDGES,   None,      always,
         refused=_("The coordinator writes the remarks of a draft."),
         done=_("The remarks are saved.")),
    Step("review",  _("Report reviewed"),                   DRAFT,    S.REVIEWED, coordinator,         (),          W.JUDGES,   everybody, always,
         refused=_("The coordinator reviews a draft."),
         button=_("Reviewed, to the leader"),
         done=_("Reviewed; a leader is to approve it.")),
    Step("approve", _("Report approved"),                   REVIEWED, S.APPROVED, leader_but_reviewer, (),          W.APPROVES, everybody, always,
         refused=_("A leader who has not reviewed it approves a reviewed report."),
         button=_("Approve"),
         done=_("Approved; it can be issued.")),
    Step("issue",   _("Report issued"),                     APPROVED, S.ISSUED,   coordinator,         (),          W.APPROVES, everybody, always,
         refused=_("The coordinator issues an approved report."),
         button=_("Issue"),
         done=_("Issued; nothing of it changes any more.")),
    Step("correct", _("Further edition of a report made"),  ISSUED,   None,       coordinator,         ("reason",), W.JUDGES,   None,      not_corrected,
         refused=_("The coordinator corrects an issued report."),
         otherwise=corrected_by,
         told=lambda further, given: {"edition": further.edition},
         done=_("A further edition has been made; the old one stays.")),
    rows=lambda user: MonthlyReport.objects.visible_to(user).select_related("park", "county"),
    told=lambda report, given: {"state": report.state, "version": report.version, "number": report.number},
    stale=_("Somebody has changed this report since you opened it."),
)
CIRCULARS = Table[Circular](
    "circular",
    Step("approve", _("Circular approved"),                 REVIEWED, S.APPROVED, leader_but_drafter,  (),          W.APPROVES, everybody, always,
         refused=_("A leader who has not drafted it approves a circular."),
         button=_("Approve")),
    Step("issue",   _("Circular issued"),                   APPROVED, S.ISSUED,   coordinator,         (),          W.APPROVES, everybody, always,
         refused=COORDINATOR_ISSUES,
         button=_("Issue")),
    rows=lambda user: Circular.objects.visible_to(user),
    told=lambda circular, given: {"state": circular.state, "number": circular.number},
    stale=_("Somebody has changed this circular since you opened it."),
)
P = WordingState
UNUSED, IN_USE = frozenset({P.PROPOSED, P.DECLINED, P.REVOKED}), frozenset({P.IN_USE})
PROPOSED = frozenset({P.PROPOSED})
WORDINGS = Table[Wording](
    "wording",
    Step("accept",  _("Wording of the county accepted"),    UNUSED,   P.IN_USE,   second_coordinator,  (),          W.JUDGES,   everybody, always,
         refused=_("Another coordinator than the one who handed in the version decides on it."),
         done=_("Accepted; the reports that are built from now on are written so.")),
    Step("decline", _("Wording of the county declined"),    PROPOSED, P.DECLINED, coordinator,         ("reason",), W.JUDGES,   None,      always,
         refused=_("The coordinator declines what is proposed."),
         done=_("Declined; it is not proposed again.")),
    Step("revoke",  _("Wording of the county revoked"),     IN_USE,   P.REVOKED,  coordinator,         ("reason",), W.JUDGES,   None,      always,
         refused=_("The coordinator revokes what is in use."),
         done=_("Revoked; the reports that are built from now on are written as before.")),
    rows=lambda user: Wording.objects.visible_to(user),
    told=lambda wording, given: {"state": wording.state, "before": wording.before, "after": wording.after},
    stale=_("Somebody has changed this since you opened it."),
)
# fmt: on
