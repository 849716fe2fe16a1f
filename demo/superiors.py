"""上级清单: what the letters of the lists say, two answers to the city, one to the province, and a public notice."""

from datetime import datetime, timedelta

from core import clock
from core.services.acting import take
from demo.county import County
from inspections.models import SuperiorList
from inspections.states import SourceKind
from rectification.services import superior_lists
from superiors.models import ListPaper
from superiors.services import answering, done, heads, lacking
from superiors.workflow import PAPERS

LETTERS = {
    SourceKind.CITY_ASSIGNED: ("澜宁市安全生产委员会办公室", "澜宁安委办〔{year}〕15号", 420, 9),
    SourceKind.PROV_FEEDBACK: ("澜江省化工产业安全环保整治提升领导小组办公室", "澜江化整〔{year}〕8号", 300, 20),
    SourceKind.INSPECTORATE: ("澜江省生态环境保护督察领导小组办公室", "澜江环督〔{year}〕3号", 200, 5),
}
"""Of each list whose it is, its number, how many days ago it came and in how many days the next answer is due."""
MOST_PUBLISHED = 3
PUBLISHED = timedelta(days=14)


def answer_first(county: County, at: datetime) -> None:
    """What the letters of the lists say, and the first answer to the city, at a moment of which this is the present."""
    with clock.at(at):
        for one in _lists(county):
            issuer, number, ago, _due = LETTERS[SourceKind(one.kind)]
            dated = clock.today() - timedelta(days=ago)
            said = {"issuer": issuer, "number": number.format(year=dated.year), "dated_on": dated}
            _head(county, one, {**said, "answer_by": clock.today()})
        _answer(county, SourceKind.CITY_ASSIGNED)


def answer_again(county: County) -> None:
    """The second answer to the city with what has changed, the first to the province, and a public notice."""
    _head_of(county, SourceKind.CITY_ASSIGNED, {"answer_by": clock.today()})
    _answer(county, SourceKind.CITY_ASSIGNED, only_changed=True)
    _answer(county, SourceKind.PROV_FEEDBACK)
    _publish(county, SourceKind.CITY_ASSIGNED)
    for kind, (*_said, due) in LETTERS.items():
        _head_of(county, kind, {"answer_by": clock.today() + timedelta(days=due)})


def _lists(county: County) -> list[SuperiorList]:
    return list(SuperiorList.objects.filter(county=county.government, kind__in=LETTERS).exclude(title=""))


def _of(county: County, kind: SourceKind) -> SuperiorList | None:
    return next((one for one in _lists(county) if one.kind == kind), None)


def _head_of(county: County, kind: SourceKind, values: dict[str, object]) -> None:
    if one := _of(county, kind):
        _head(county, one, values)


def _head(county: County, one: SuperiorList, values: dict[str, object]) -> None:
    heads.change(one, actor=county.logins["coordinator"], version=one.version, values=values)


def _answer(county: County, kind: SourceKind, *, only_changed: bool = False) -> None:
    coordinator, one = county.logins["coordinator"], _of(county, kind)
    if one and one.sources.exists():
        _issue(county, answering.draft_answer(one, actor=coordinator, only_changed=only_changed))


def _issue(county: County, paper: ListPaper) -> None:
    """Approved by the leader, issued by the coordinator the same day; one that lacks something stays a draft."""
    if lacking.unwritten(paper):
        return
    coordinator, leader = county.logins["coordinator"], county.logins["superior"]
    paper = take(PAPERS, paper.pk, "approve", actor=leader, version=paper.version)
    take(PAPERS, paper.pk, "issue", actor=coordinator, version=paper.version)


def _publish(county: County, kind: SourceKind) -> None:
    """A notice of the last rectified problems that waits for the leader."""
    coordinator, one = county.logins["coordinator"], _of(county, kind)
    if one is None:
        return
    rows = done.really_done(superior_lists.rows_of(one, coordinator, clock.today()))
    chosen = list(rows.order_by("-position").values_list("pk", flat=True)[:MOST_PUBLISHED])
    if chosen:
        answering.draft_publication(
            one,
            actor=coordinator,
            rows=chosen,
            published_from=clock.today(),
            published_until=clock.today() + PUBLISHED,
            phone=coordinator.organization.phone,
        )
