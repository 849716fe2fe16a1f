"""The frozen month: figures and the items behind each, as of its end, in a form that can be hashed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import Organization
from core import clock, figures
from core.figures import Asked, Moment
from core.rules.months import Month
from documents.rules.office_words import for_paper
from inspections.models import ProblemCategory
from parks.models import Park
from rectification.services import report_lines, trend
from rectification.services.promises import promised
from rectification.services.superior_lists import superior_lists
from reports.rules.reconciliation import BALANCE
from reports.services import drafted_chapters, filed_figures, wording
from supervision.services.item_facts import facts_of

FORMAT = 3
TREND_MONTHS = 24
LEDGER = "ledger"
IN_TABLES = (
    *BALANCE,
    "ledger.all",
    "ledger.done",
    "ledger.overdue",
    "ledger.due_in_month",
    "ledger.passed_on_time",
)
TABLES = ("source", "category_group", "category", "level", "lead_organization", "park")
Snapshot = dict[str, Any]


def asked_of(month: Month, county: Organization, park: Park | None = None) -> Asked:
    """The whole of a county or of one of its parks at the end of a month."""
    part = {"park": str(park.pk)} if park else {}
    return Asked.of_county(county, month=month, as_of=Moment.end_of(month.last), part=part)


def take(month: Month, county: Organization, park: Park | None = None) -> Snapshot:
    """The snapshot of a month; the same month gives the same one, whenever it is taken."""
    asked = asked_of(month, county, park)
    superior, superior_total = superior_lists(asked)
    return {
        "format": FORMAT,
        "period": str(month),
        "county": {"id": county.pk},
        "park": {"id": park.pk, "code": park.code} if park else None,
        "cutoff": month.last.isoformat(),
        "figures": counts(asked),
        "month_before": _base(month.previous, county, park),
        "year_before": _base(month.year_before, county, park),
        "tables": {name: _table(name, asked) for name in TABLES},
        "trend": [
            {"month": str(point.month), "new": point.new, "closed": point.closed, "closing": point.closing}
            for point in trend.course(asked, TREND_MONTHS)
        ],
        "superior": superior,
        "superior_total": superior_total,
        "lists": {
            "overdue": report_lines.lines(figures.items("ledger.overdue", asked), asked.moment.day),
            "major": report_lines.lines(figures.items("ledger.major_open", asked), asked.moment.day),
            **{name: report_lines.lines(rows, asked.moment.day) for name, rows in promised(asked).items()},
        },
        "items": {code: ranges(_keys(code, asked)) for code in codes() if code == figures.counted_by(code).code},
    }


def codes() -> list[str]:
    """The figures of the ledger: all of them are frozen."""
    return [figure.code for figure in figures.of_body(LEDGER)]


def digest(snapshot: Snapshot) -> str:
    """The hash of the canonical form: sorted keys, UTF-8, whole numbers only."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def canonical(snapshot: Snapshot) -> bytes:
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _base(month: Month, county: Organization, park: Park | None) -> dict[str, int] | None:
    """The figures of a month to compare with; None where nothing of it is on record: no record is not a nought."""
    asked = asked_of(month, county, park)
    return counts(asked) if figures.rows_of(LEDGER, asked).exists() else None


def profile(snapshot: Snapshot, county: Organization, park: Park | None = None) -> Snapshot:
    """What is kept beside the snapshot: names and words of what it counts, what the files said, the county's wording.

    Names change, and the files' past is taken back from the record of their changes, so none of it is hashed.
    """
    month = Month.parse(snapshot["period"])
    listed = {line["item"] for lines in snapshot["lists"].values() for line in lines}
    facts = {str(key): told for key, told in facts_of(listed, Moment.end_of(month.last)).items()}
    words = wording.in_use(county)
    drafts = drafted_chapters.draft(snapshot, facts)
    return {
        "built_on": clock.today().isoformat(),
        **filed_figures.of(county, park, Moment.end_of(month.last)),
        "names": _names(snapshot),
        "facts": facts,
        "wordings": words,
        "drafts": {name: wording.rewritten(text, words) for name, text in drafts.items()},
    }


def _names(snapshot: Snapshot) -> dict[str, Mapping[str, object]]:
    lines = [line for lines in snapshot["lists"].values() for line in lines]
    units = {row["key"] for row in snapshot["tables"]["lead_organization"]} | {line["unit"] for line in lines}
    items = report_lines.names({line["item"] for line in lines})
    return {
        "lead_organization": _by_key(Organization.objects.filter(pk__in=units - {None}).values_list("pk", "name")),
        "park": _by_key(Park.objects.filter(county=snapshot["county"]["id"]).values_list("pk", "name")),
        "category": _by_key(ProblemCategory.objects.values_list("code", "name_zh")),
        "item": {str(pk): [number, for_paper(title), where or "—"] for pk, (number, title, where) in items.items()},
    }


def _by_key(pairs: Iterable[tuple[object, str]]) -> dict[str, str]:
    return {str(key): for_paper(name) for key, name in pairs}


def counts(asked: Asked) -> dict[str, int]:
    """All counted figures; a rate is its two counts."""
    found: dict[str, int] = {}
    for code, reading in figures.read(codes(), asked).items():
        if not reading.is_rate:
            found[code] = reading.value
    return found


def _table(dimension: str, asked: Asked) -> list[dict[str, object]]:
    rows = figures.read_by(dimension, IN_TABLES, asked)
    return [{"key": key, "values": {code: reading.value for code, reading in by.items()}} for key, by in rows.items()]


def _keys(code: str, asked: Asked) -> Iterable[int]:
    return figures.items(code, asked).order_by("item_id").values_list("item_id", flat=True).iterator(chunk_size=5000)


def ranges(keys: Iterable[int]) -> str:
    """Ascending keys as ranges: 3-7,9 says 3, 4, 5, 6, 7, 9."""
    found: list[list[int]] = []
    for key in keys:
        if found and key == found[-1][1] + 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def keys_of(text: str) -> list[int]:
    """The keys that `ranges` has written."""
    found: list[int] = []
    for part in filter(None, text.split(",")):
        first, _dash, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
