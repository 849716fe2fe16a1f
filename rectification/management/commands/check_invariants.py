import json

from django.core.management.base import BaseCommand, CommandParser

from core.services import invariants


class Command(BaseCommand):
    help = "Count what must always be true; exit 1 with the first offenders if something isn't."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: object, **options: object) -> None:
        outcomes = invariants.count_all()
        holds = all(outcome.holds for outcome in outcomes)
        if options["json"]:
            answer = {"holds": holds, "invariants": [outcome.as_json() for outcome in outcomes]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            for outcome in outcomes:
                self._write(outcome)
        if not holds:
            raise SystemExit(1)

    def _write(self, outcome: invariants.Outcome) -> None:
        sign = "✓" if outcome.holds else f"✗ {outcome.count}"
        self.stdout.write(f"{outcome.code} {sign} {outcome.statement}")
        for offender in outcome.offenders:
            self.stdout.write(f"    {offender}")
