"""月报的生成: a month is built once for the county and each park; building it again changes nothing."""

from collections.abc import Iterator

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from core import clock
from core.errors import DomainError, NotAllowedError
from core.rules.months import Month
from core.services import log
from parks.models import Park
from reports.models import MonthlyReport
from reports.services import snapshots, wording


@transaction.atomic
def build(month: Month, county: Organization, park: Park | None = None, *, actor: User | None = None) -> MonthlyReport:
    """The latest edition of a month, built where there is none; a draft is brought up to date.

    Raises DomainError for a month that is not over.
    """
    if month.last >= clock.today():
        raise DomainError(_("%(month)s is not over yet.") % {"month": month}, "period")
    # Two who build at once: the second waits and finds what the first has made.
    Organization.objects.select_for_update(of=("self",)).get(pk=county.pk)
    snapshot = snapshots.take(month, county, park)
    found = editions(month, county, park).first()
    if found is not None and (not found.is_draft or _is_up_to_date(found, snapshot)):
        return found
    if found is None:
        found = _first(month, county, park, snapshot)
    else:
        _bring_up_to_date(found, snapshot)
    log.record("report.build", found, actor=actor, after={"edition": found.edition, "version": found.version})
    return found


def _is_up_to_date(report: MonthlyReport, snapshot: snapshots.Snapshot) -> bool:
    """Whether a draft says what the ledger and the county's wording would make of it now."""
    words = report.profile.get("wordings", wording.NO_WORDS)
    return report.snapshot_sha256 == snapshots.digest(snapshot) and words == wording.in_use(report.county)


def editions(month: Month, county: Organization, park: Park | None) -> models.QuerySet[MonthlyReport]:
    """All editions of a month, the latest first."""
    return MonthlyReport.objects.filter(county=county, park=park, period=str(month)).order_by("-edition")


def _first(month: Month, county: Organization, park: Park | None, snapshot: snapshots.Snapshot) -> MonthlyReport:
    profile = snapshots.profile(snapshot, county, park)
    return MonthlyReport.objects.create(
        county=county,
        park=park,
        period=str(month),
        snapshot=snapshot,
        snapshot_sha256=snapshots.digest(snapshot),
        profile=profile,
        built_at=clock.now(),
        **profile["drafts"],
    )


def _bring_up_to_date(report: MonthlyReport, snapshot: snapshots.Snapshot) -> None:
    """What the office has written stays; a chapter that still reads as it was drafted is drafted anew."""
    before = report.profile.get("drafts", {})
    report.snapshot, report.snapshot_sha256 = snapshot, snapshots.digest(snapshot)
    report.profile = snapshots.profile(snapshot, report.county, report.park)
    for chapter, text in report.profile["drafts"].items():
        if getattr(report, chapter) == before.get(chapter, ""):
            setattr(report, chapter, text)
    report.built_at = clock.now()
    report.version += 1
    report.save()


def build_all(month: Month) -> list[MonthlyReport]:
    """The reports of every county and of each of its parks."""
    return [build(month, county, park) for county, park in _scopes()]


def build_missing(month: Month) -> list[MonthlyReport]:
    """Those of them that nobody has built."""
    return [build(month, county, park) for county, park in _scopes() if not editions(month, county, park).exists()]


def _scopes() -> Iterator[tuple[Organization, Park | None]]:
    for county in Organization.objects.filter(kind=OrganizationKind.COUNTY).order_by("pk"):
        yield county, None
        for park in Park.objects.filter(county=county).order_by("code"):
            yield county, park


def build_for(person: User, month: Month, park: Park | None) -> MonthlyReport:
    """The same, asked for by a person. Raises NotAllowedError."""
    if not person.is_coordinator or person.organization.county is None:
        raise NotAllowedError(_("The coordinator builds and reviews reports."))
    return build(month, person.organization.county, park, actor=person)
