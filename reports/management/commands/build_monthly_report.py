import argparse
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import Organization
from accounts.states import OrganizationKind
from core import on_disk
from core.errors import DomainError
from core.rules.months import Month
from documents.states import FileKind
from parks.models import Park
from reports.models import MonthlyReport
from reports.services import building, files


class Command(BaseCommand):
    help = "Build the supervisory report of a month (contract C6); building it twice creates nothing twice."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("--park", default="")
        parser.add_argument("--out", type=Path)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: object, month: str, park: str, out: Path | None, **options: object) -> None:
        county, its_park = self._scope(park)
        try:
            report = building.build(Month.parse(month), county, its_park)
            with on_disk.named():
                written = self._write(report, out) if out else []
        except ValueError:
            raise CommandError(_("Give a month as 2026-10.")) from None
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None
        answer = {
            "period": report.period,
            "scope": its_park.code if its_park else "county",
            "snapshot_sha256": report.snapshot_sha256,
            "files": written,
            "figures": report.snapshot["figures"],
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(f"{report} {report.get_state_display()} {report.snapshot_sha256}")
        for path in written:
            self.stdout.write(path)

    def _scope(self, code: str) -> tuple[Organization, Park | None]:
        if code:
            park = Park.objects.filter(code=code).select_related("county").first()
            if park is None:
                raise CommandError(_("There is no park “%(code)s”.") % {"code": code})
            return park.county, park
        counties = list(Organization.objects.filter(kind=OrganizationKind.COUNTY).order_by("pk")[:2])
        if len(counties) != 1:
            raise CommandError(_("There is not exactly one county; name a park with --park."))
        return counties[0], None

    def _write(self, report: MonthlyReport, folder: Path) -> list[str]:
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for kind in FileKind:
            path = folder / files.name_of(report, kind)
            path.write_bytes(files.content_of(report, kind))
            written.append(str(path))
        return written
