"""审核、批准、印发: from the draft to what is issued; who reviewed doesn't approve, and what is issued stays."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import DomainError
from core.steps import Given
from documents.services import issuing
from documents.states import FileKind
from rectification.rules.issuers import REPORT
from reports.models import MonthlyReport
from reports.rules.reconciliation import faults
from reports.services import drafted_chapters, files, snapshots
from reports.services.writing import worded
from reports.workflow import REPORTS

LONGEST = 4000


@REPORTS.effect("remarks")
def write_remarks(report: MonthlyReport, actor: User, given: Given) -> None:
    """存在问题、下步工作: drafted from the record, edited by people; the figures nobody writes."""
    report.problems, report.next_steps = text_of(given, "problems"), text_of(given, "next_steps")
    report.hands.add(actor)


@REPORTS.effect("review")
def review(report: MonthlyReport, actor: User, given: Given) -> None:
    """Refuses a report whose chapters don't agree, and names the equation; one of which something is unwritten."""
    refuse_what_does_not_agree(report)
    refuse_unwritten(report)
    report.reviewed_by, report.reviewed_at = actor, clock.now()


@REPORTS.effect("approve")
def approve(report: MonthlyReport, actor: User, given: Given) -> None:
    report.approved_by, report.approved_at = actor, clock.now()


@REPORTS.effect("issue")
def issue(report: MonthlyReport, actor: User, given: Given) -> None:
    """Give it its number and keep its files, byte for byte; nothing changes afterwards."""
    issuing.refuse_without_right(REPORT, actor)
    refuse_what_does_not_agree(report)
    refuse_unwritten(report)
    report.document = issuing.issue(
        REPORT,
        county=report.county_id,
        actor=actor,
        content=lambda paper: worded(report, paper).as_json(),
        books={FileKind.XLSX: files.ledger(report)},
    )


@REPORTS.effect("correct")
def correct(report: MonthlyReport, actor: User, given: Given) -> MonthlyReport:
    """A further edition of an issued month, with its reason; the old one stays as it is (V19)."""
    snapshot = snapshots.take(report.month, report.county, report.park)
    profile = snapshots.profile(snapshot, report.county, report.park)
    drafted = report.profile.get("drafts", {})
    kept = {name: getattr(report, name) for name in profile["drafts"]}
    return MonthlyReport.objects.create(
        county=report.county,
        park=report.park,
        period=report.period,
        edition=report.edition + 1,
        snapshot=snapshot,
        snapshot_sha256=snapshots.digest(snapshot),
        profile=profile,
        **{name: profile["drafts"][name] if text == drafted.get(name) else text for name, text in kept.items()},
        correction_reason=text_of(given, "reason"),
        built_at=clock.now(),
    )


def text_of(given: Given, name: str) -> str:
    """What was written, as long as there is room for it."""
    return str(given[name])[:LONGEST]


def what_does_not_agree(report: MonthlyReport) -> list[str]:
    """Each equation that fails, in the words of the report."""
    return faults(report.snapshot, report.profile.get("names"))


def refuse_what_does_not_agree(report: MonthlyReport) -> None:
    """Raises DomainError that names what does not agree."""
    if snapshots.digest(report.snapshot) != report.snapshot_sha256:
        raise DomainError(_("The snapshot has been changed since it was taken."))
    wrong = what_does_not_agree(report)
    if wrong:
        raise DomainError(_("The chapters do not agree: %(faults)s") % {"faults": " ".join(wrong[:5])}, faults=wrong)


def unwritten(report: MonthlyReport) -> list[str]:
    """What of the report is still to be written, each in a sentence."""
    drafted = drafted_chapters.draft(report.snapshot, report.profile.get("facts", {}))
    found = drafted_chapters.unwritten(drafted, {name: getattr(report, name) for name in drafted})
    return found if settings.REPORT_ADDRESSEE.strip() else [*found, _("The addressee (REPORT_ADDRESSEE) is not set.")]


def refuse_unwritten(report: MonthlyReport) -> None:
    """Raises DomainError that names what is still to be written."""
    lacking = unwritten(report)
    if lacking:
        raise DomainError(" ".join(lacking), unwritten=lacking)
