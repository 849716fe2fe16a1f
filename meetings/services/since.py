"""自上次查看以来: new, gone, better, worse, promised and not done, in sentences whose numbers open their rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.models import Organization
from core import figures
from core.figures import Asked, Reading
from meetings.services.baselines import Baseline
from parks.models import Park
from rectification.services.changing import CODES, Changed, changed

MOST_LINES = 300
NUMBER = "{n}"
SENTENCES: tuple[tuple[Promise | str, tuple[tuple[str, Promise], ...]], ...] = (
    (
        "",
        (
            ("since.new", _("{n} new")),
            ("since.closed", _("{n} signed off")),
            ("since.void", _("{n} voided")),
        ),
    ),
    (
        _("Better: "),
        (
            ("since.passed", _("{n} passed the re-inspection")),
            ("since.submitted", _("{n} handed in for re-inspection")),
            ("since.staged", _("{n} closed a further stage")),
        ),
    ),
    (
        _("Worse: "),
        (
            ("since.late", _("{n} newly overdue")),
            ("since.returned", _("{n} sent back")),
            ("since.rebound", _("{n} reopened")),
            ("since.raised", _("{n} raised in level or supervision")),
        ),
    ),
    (
        _("Promised: "),
        (
            ("since.unkept", _("{n} due by now and not done")),
            ("since.put_off", _("{n} put off")),
        ),
    ),
)
GROUPS = (("park", _("By park")), ("lead_organization", _("By responsible unit")))
TABLES: Mapping[str, tuple[type[Park] | type[Organization], Promise]] = {
    "park": (Park, _("In no park")),
    "lead_organization": (Organization, _("Not yet assigned")),
}


@dataclass(frozen=True)
class Part:
    """A number in a sentence, with the words before it, those after it, and the mark that ends the part."""

    before: str
    reading: Reading
    after: str
    mark: str


Sentence = Sequence[Part]


@dataclass(frozen=True)
class Since:
    """What has changed since a moment: the paragraph, and the page that says more."""

    baseline: Baseline
    sentences: Sequence[Sentence]
    url: str


@dataclass(frozen=True)
class Group:
    """A park or a unit: what changed there, in sentences, as figures, and item by item."""

    name: str
    sentences: Sequence[Sentence]
    readings: Sequence[Reading]
    lines: Sequence[Changed]


@dataclass(frozen=True)
class Page:
    """All that the page shows: the whole, then group by group; of no more than `MOST_LINES` items the lines."""

    since: Since
    heads: Sequence[Reading]
    groups: Sequence[Group]
    total: int
    shown: int


def told(readings: Mapping[str, Reading], baseline: Baseline, asked: Asked) -> Since:
    """The paragraph of what has been read (`CODES`); what is none of is left out."""
    said = {"since": baseline.moment.said, **asked.part}
    return Since(baseline, list(_sentences(readings)), f"{reverse('meetings:since')}?{urlencode(said)}")


def read(asked: Asked, baseline: Baseline) -> list[Sentence]:
    """The sentences of what has changed, without the items."""
    return list(_sentences(figures.read(CODES, replace(asked, since=baseline.moment))))


def page(asked: Asked, baseline: Baseline, dimension: str) -> Page:
    """What has changed since the baseline, grouped by park or by responsible unit."""
    asked = replace(asked, since=baseline.moment)
    whole = figures.read(CODES, asked)
    lot = changed(asked, dimension, MOST_LINES)
    heads = [whole[code] for code in CODES if whole[code].value]
    groups = _groups(asked, dimension, lot.lines, [head.code for head in heads])
    return Page(told(whole, baseline, asked), heads, groups, lot.total, len(lot.lines))


def _sentences(readings: Mapping[str, Reading]) -> Iterator[Sentence]:
    for lead, parts in SENTENCES:
        counted = [(readings[code], str(words)) for code, words in parts if readings[code].value]
        if counted:
            comma, stop = pgettext("in a list", ", "), pgettext("end of a sentence", ". ")
            marks = [comma] * (len(counted) - 1) + [stop]
            leads = [str(lead)] + [""] * (len(counted) - 1)
            yield [_part(*each) for each in zip(leads, counted, marks, strict=True)]


def _part(lead: str, counted: tuple[Reading, str], mark: str) -> Part:
    reading, words = counted
    before, _number, after = words.partition(NUMBER)
    return Part(lead + before, reading, after, mark)


def _groups(asked: Asked, dimension: str, lines: Iterable[Changed], codes: Sequence[str]) -> list[Group]:
    """Each park or unit of which something changed, by its name; what belongs to none comes last."""
    read = figures.read_by(dimension, CODES, asked)
    by_key: dict[object, list[Changed]] = {}
    for line in lines:
        by_key.setdefault(line.key, []).append(line)
    table, nobody = TABLES[dimension]
    names: dict[object, str] = {row.pk: row.label for row in table.objects.filter(pk__in=[key for key in read if key])}
    return [
        Group(
            names.get(key, str(nobody)),
            list(_sentences(read[key])),
            [read[key][code] for code in codes],
            by_key.get(key, ()),
        )
        for key in sorted(read, key=lambda key: (key is None, names.get(key, "")))
    ]
