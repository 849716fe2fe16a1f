"""上级清单: which list of a superior a source names, and its place there."""

from collections.abc import Iterable, Sequence
from itertools import count

from django.db.models import Max

from inspections.models import FindingSource, SuperiorList
from inspections.states import SUPERIORS

Named = tuple[int, str, str]
"""County, kind and title: by these a list is one."""


def place(sources: Sequence[FindingSource]) -> None:
    """Give each unsaved source of a superior its list, and its place behind what stands there, unless it has one.

    A list that nobody knows yet is begun. The number of queries follows that of the lists, not of the sources.
    """
    coming = [source for source in sources if source.kind in SUPERIORS and source.finding.county_id is not None]
    lists = _lists({_named(source) for source in coming})
    places = {named: count(last + 1) for named, (_found, last) in lists.items()}
    for source in coming:
        named = _named(source)
        source.superior_list = lists[named][0]
        if source.position is None:
            source.position = next(places[named])


def last_place(county: int, kinds: Iterable[str]) -> int:
    """The highest place that is taken in the lists of these kinds: what comes behind it stands behind all."""
    places = FindingSource.objects.filter(superior_list__county=county, superior_list__kind__in=set(kinds))
    return places.aggregate(last=Max("position"))["last"] or 0


def _named(source: FindingSource) -> Named:
    assert source.finding.county_id is not None, "only what lies in a county has a place in a list"
    return source.finding.county_id, source.kind, source.list_title


def _lists(wanted: set[Named]) -> dict[Named, tuple[SuperiorList, int]]:
    """The lists of these names, each with the highest place taken in it."""
    if not wanted:
        return {}
    counties, kinds, titles = (set(part) for part in zip(*wanted, strict=True))
    rows = SuperiorList.objects.filter(county__in=counties, kind__in=kinds, title__in=titles)
    last = dict(rows.values_list("pk").annotate(last=Max("sources__position")))
    found = {(row.county_id, row.kind, row.title): (row, last.get(row.pk) or 0) for row in rows}
    for county, kind, title in sorted(wanted - found.keys()):
        begun, _is_new = SuperiorList.objects.get_or_create(county_id=county, kind=kind, title=title)
        found[county, kind, title] = begun, 0
    return found
