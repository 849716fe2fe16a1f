"""审核、批准、印发: from the draft to what is issued; who reviewed doesn't approve, and what is issued stays."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.holding import refuse_held
from accounts.states import Role
from core import clock
from core.errors import DomainError
from core.services import log
from documents.services import series
from rectification.rules.issuers import REPORT
from rectification.services.issuers import refuse_without_power
from reports.models import MonthlyReport, ReportFile
from reports.rules.reconciliation import faults
from reports.services import drafted_chapters, files, snapshots
from reports.services.writing import document_of
from reports.states import FileKind, ReportState

LONGEST = 4000


class NotForYouError(DomainError):
    """Another person does this."""

    status = 403


class StaleReportError(DomainError):
    """Somebody has changed the report since, or it has come too far."""

    status = 409


def may_review(report: MonthlyReport, person: User) -> bool:
    return person.is_coordinator and report.is_draft


def leads_in(county: int, person: User) -> bool:
    """A leader of this county or the head of one of its units; who looks in from above reads and approves nothing."""
    leads = person.role == Role.SUPERIOR or (person.is_head and person.assigns)
    return leads and person.organization.county_id == county


def may_approve(report: MonthlyReport, person: User) -> bool:
    """A leader of the county or the head of a unit, never who reviewed it."""
    return (
        leads_in(report.county_id, person)
        and report.state == ReportState.REVIEWED
        and person.pk != report.reviewed_by_id
    )


def may_issue(report: MonthlyReport, person: User) -> bool:
    return person.is_coordinator and report.state == ReportState.APPROVED


def may_correct(report: MonthlyReport, person: User) -> bool:
    return person.is_coordinator and report.is_issued


@transaction.atomic
def write_remarks(key: int, *, actor: User, version: int, problems: str, next_steps: str) -> MonthlyReport:
    """存在问题、下步工作: drafted from the record, edited by people; the figures nobody writes."""
    report = _locked(key, actor, version)
    if not may_review(report, actor):
        raise NotForYouError(_("The coordinator writes the remarks of a draft."))
    report.problems, report.next_steps = problems[:LONGEST], next_steps[:LONGEST]
    return _saved(report, "remarks", actor, before=ReportState.DRAFT)


@transaction.atomic
def review(key: int, *, actor: User, version: int) -> MonthlyReport:
    """Refuses a report whose chapters don't agree, and names the equation; one of which something is unwritten."""
    report = _locked(key, actor, version)
    if not may_review(report, actor):
        raise NotForYouError(_("The coordinator reviews a draft."))
    refuse_what_does_not_agree(report)
    refuse_unwritten(report)
    report.state, report.reviewed_by, report.reviewed_at = ReportState.REVIEWED, actor, clock.now()
    return _saved(report, "review", actor, before=ReportState.DRAFT)


@transaction.atomic
def approve(key: int, *, actor: User, version: int) -> MonthlyReport:
    report = _locked(key, actor, version)
    if not may_approve(report, actor):
        raise NotForYouError(_("A leader who has not reviewed it approves a reviewed report."))
    report.state, report.approved_by, report.approved_at = ReportState.APPROVED, actor, clock.now()
    return _saved(report, "approve", actor, before=ReportState.REVIEWED)


@transaction.atomic
def issue(key: int, *, actor: User, version: int) -> MonthlyReport:
    """Give it its number and keep its files, byte for byte; nothing changes afterwards."""
    report = _locked(key, actor, version)
    if not may_issue(report, actor):
        raise NotForYouError(_("The coordinator issues an approved report."))
    refuse_without_power(REPORT, _("Monthly report"), actor)
    refuse_what_does_not_agree(report)
    refuse_unwritten(report)
    report.number, report.issued_by, report.issued_at = _number(report), actor, clock.now()
    report.state = ReportState.ISSUED
    report.document = document_of(report).as_json()
    for kind in FileKind:
        content = files.render(report, kind)
        ReportFile.objects.create(report=report, kind=kind, content=content, sha256=hashlib.sha256(content).hexdigest())
    return _saved(report, "issue", actor, before=ReportState.APPROVED)


@transaction.atomic
def correct(key: int, *, actor: User, version: int, reason: str) -> MonthlyReport:
    """A further edition of an issued month, with its reason; the old one stays as it is (V19)."""
    report = _locked(key, actor, version)
    if not may_correct(report, actor):
        raise NotForYouError(_("The coordinator corrects an issued report."))
    if later := later_edition(report):
        said = _("%(edition)s corrects this report already; what is wrong there is corrected there.")
        raise StaleReportError(said % {"edition": later.edition_label}, version=report.version)
    if not reason.strip():
        raise DomainError(_("This must be given."), "reason")
    snapshot = snapshots.take(report.month, report.county, report.park)
    profile = snapshots.profile(snapshot, report.county, report.park)
    drafted = report.profile.get("drafts", {})
    kept = {name: getattr(report, name) for name in profile["drafts"]}
    further = MonthlyReport.objects.create(
        county=report.county,
        park=report.park,
        period=report.period,
        edition=report.edition + 1,
        snapshot=snapshot,
        snapshot_sha256=snapshots.digest(snapshot),
        profile=profile,
        **{name: profile["drafts"][name] if text == drafted.get(name) else text for name, text in kept.items()},
        correction_reason=reason[:LONGEST],
        built_at=clock.now(),
    )
    log.record("report.correct", further, actor=actor, after={"edition": further.edition}, reason=reason)
    return further


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


def _locked(key: int, actor: User, version: int) -> MonthlyReport:
    refuse_held(actor)
    rows = MonthlyReport.objects.visible_to(actor).select_for_update(of=("self",)).select_related("county", "park")
    report = rows.get(pk=key)
    if report.version != version:
        raise StaleReportError(_("Somebody has changed this report since you opened it."), version=report.version)
    return report


def _saved(report: MonthlyReport, act: str, actor: User, *, before: ReportState) -> MonthlyReport:
    report.version += 1
    report.save()
    after = {"state": report.state, "version": report.version, "number": report.number}
    log.record(f"report.{act}", report, actor=actor, before={"state": before}, after=after)
    return report


def _number(report: MonthlyReport) -> str:
    year = clock.today().year
    (given,) = series.take(f"report:{report.county_id}:{year}", 1)
    return f"{settings.REPORT_WORD}〔{year}〕{given}号"


def steps_of(report: MonthlyReport, person: User) -> dict[str, object]:
    """Which acts a person is offered."""
    return {
        "review": may_review(report, person),
        "approve": may_approve(report, person),
        "issue": may_issue(report, person),
        "correct": may_correct(report, person) and not later_edition(report),
    }


def later_edition(report: MonthlyReport) -> MonthlyReport | None:
    """The edition that corrects this one."""
    rows = MonthlyReport.objects.filter(county=report.county, park=report.park, period=report.period)
    return rows.filter(edition__gt=report.edition).order_by("edition").first()
