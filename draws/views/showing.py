"""What the page of a draw shows: candidates with their weights and why, the result, and what reckoning again says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from accounts.models import User
from accounts.states import Reach
from core.listing import Column, Table, facts_of
from draws.listings import FIRST, LAST, PARK, UNIT
from draws.models import Draw, DrawnVisit
from draws.rules import drawing
from draws.rules.drawing import Difference, Frozen, Visit
from draws.services.drawing import record_of
from draws.services.following import Follow, follow
from draws.states import Exclusion, RiskTerm

FACTS = (
    UNIT,
    PARK,
    FIRST,
    LAST,
    Column("number", gettext_lazy("Enterprises to draw"), "number"),
    Column("team", gettext_lazy("Inspectors of a team"), "team"),
    Column("commitment", gettext_lazy("Commitment"), "commitment", style="fingerprint"),
    Column("committed", gettext_lazy("Committed"), "committed_at", "moment"),
    Column("committed_by", gettext_lazy("Committed by"), "committed_by.full_label"),
)
WHEN_DRAWN = (
    Column("seed", pgettext_lazy("draw", "Seed"), "seed", style="fingerprint"),
    Column("drawn", pgettext_lazy("draw", "Drawn at"), "drawn_at", "moment"),
    Column("drawn_by", pgettext_lazy("draw", "Drawn by"), "drawn_by.full_label"),
)
NAME = Column("name", gettext_lazy("Enterprise"), "name", style="problem")
TEAM = Column("team", pgettext_lazy("draw", "Team"), "team", labelled=True)
OBJECTS = (
    NAME,
    Column("weight", gettext_lazy("Weight"), "weight", "number", labelled=True),
    Column("why", gettext_lazy("Made of"), "why"),
)
INSPECTORS = (
    Column("name", pgettext_lazy("draw", "Inspector"), "name", style="problem"),
    Column("unit", gettext_lazy("Organization"), "unit"),
    Column("why", gettext_lazy("Not drawn"), "why", empty="—", labelled=lambda line: bool(line.why)),
)
RESULT = (
    Column("place", gettext_lazy("Place of the draw"), "place", "number", labelled=True),
    NAME,
    Column("body", gettext_lazy("Inspecting body"), "body", empty="—", labelled=True),
    TEAM,
    Column("visit", pgettext_lazy("draw", "Visit"), "follow", "draws/_follow.html", labelled=True),
)
DIFFERENCES = (
    Column("place", gettext_lazy("Place of the draw"), "place", "number", labelled=True),
    Column("recorded", gettext_lazy("On record"), "recorded", empty="—", labelled=True),
    Column("reckoned", gettext_lazy("Recomputed"), "reckoned", empty="—", labelled=True),
)


@dataclass(frozen=True)
class Line:
    """A row of one of the tables."""

    name: str = ""
    unit: str = ""
    weight: int = 0
    why: str = ""
    place: int = 0
    team: str = ""
    body: str = ""
    follow: Follow | None = None
    recorded: str = ""
    reckoned: str = ""


class Names:
    """What the ids of a record are called in it."""

    def __init__(self, frozen: Frozen) -> None:
        self.objects = {each["id"]: each["name"] for each in frozen["objects"]}
        self.inspectors = {each["id"]: f"{each['name']}({each['unit']})" for each in frozen["inspectors"]}

    def team(self, visit: Visit) -> str:
        return "、".join(self.inspectors.get(key, str(key)) for key in visit["team"])

    def visit(self, visit: Visit | None) -> str:
        return f"{self.objects.get(visit['object'], visit['object'])}：{self.team(visit)}" if visit else ""


def shown(draw: Draw, user: User) -> dict[str, object]:
    """The facts and tables of a draw as it stands."""
    frozen, names = draw.candidates, Names(draw.candidates)
    result = list(_result(draw, names, user)) if draw.result else []
    return {
        "facts": facts_of(draw, FACTS + (WHEN_DRAWN if draw.drawn_at else ())),
        "result": Table(_("Result of the draw"), RESULT, result) if result else None,
        "objects": Table(_("Enterprises to draw from"), OBJECTS, list(_objects(frozen))),
        "inspectors": Table(_("Inspectors to draw from"), INSPECTORS, list(_inspectors(frozen, names))),
    }


def points_of(draw: Draw) -> list[tuple[str, str]]:
    """What is drawn, in plain words, for the page before it is."""
    frozen = draw.candidates
    where = draw.park.label if draw.park else _("the whole county")
    return [
        (_("Drawn for"), f"{frozen['body']} · {where}"),
        (_("Days of the visits"), f"{draw.first_day:%Y-%m-%d} – {draw.last_day:%Y-%m-%d}"),
        (_("Enterprises to draw"), f"{draw.number} / {len(frozen['objects'])}"),
        (_("Inspectors of a team"), f"{draw.team} / {len(frozen['inspectors'])}"),
        (_("Commitment"), draw.commitment),
    ]


def _result(draw: Draw, names: Names, user: User) -> Iterator[Line]:
    lines = {line.place: line for line in draw.lines.select_related("body", "enterprise", "draw")}
    follows = follow(list(lines.values()), user)
    for place, visit in enumerate(draw.result or (), 1):
        line = lines[place]
        yield Line(
            place=place,
            name=names.objects[visit["object"]],
            team=names.team(visit),
            body=line.body.label if line.body else "",
            follow=follows.get(line.pk) or _unfollowed(line, user),
        )


def _unfollowed(line: DrawnVisit, user: User) -> Follow:
    """Of a visit that is planned a committee knows nothing before it begins."""
    if not line.body_id:
        return Follow(_("Its team is of several bodies and pays no visit: draw anew."))
    return Follow(_("Not planned yet") if user.reach == Reach.COUNTY else "")


def _objects(frozen: Frozen) -> Iterator[Line]:
    for each in frozen["objects"]:
        yield Line(name=each["name"], weight=each["weight"], why=_sum(each["terms"]))


def _sum(terms: Mapping[str, int]) -> str:
    """The terms in their usual order, whatever order a database has given their names."""
    return " + ".join(f"{term.label} {terms[term.value]}" for term in RiskTerm if term.value in terms)


def _inspectors(frozen: Frozen, names: Names) -> Iterator[Line]:
    for each in frozen["inspectors"]:
        reasons = [
            str(Exclusion(row["why"]).label)
            if row["object"] is None
            else f"{Exclusion(row['why']).label}：{names.objects[row['object']]}"
            for row in frozen["exclusions"]
            if row["inspector"] == each["id"]
        ]
        yield Line(name=each["name"], unit=each["unit"], why="；".join(reasons))


def reckoned(draw: Draw) -> dict[str, object]:
    """What reckoning the record again says, in words and with what differs."""
    verdict = drawing.verify(record_of(draw))
    if not verdict.fits:
        return {"said": pgettext("draw", "The commitment doesn't match: candidates, seed or commitment were changed.")}
    if verdict.is_equal:
        return {"said": pgettext("draw", "Equal: commitment and result follow from the record."), "is_equal": True}
    lines = [_difference(each, Names(draw.candidates)) for each in verdict.differences]
    label = pgettext("draw", "Different: the result does not follow from the seed.")
    return {"said": label, "table": Table(label, DIFFERENCES, lines)}


def _difference(each: Difference, names: Names) -> Line:
    return Line(place=each.place, recorded=names.visit(each.recorded), reckoned=names.visit(each.reckoned))
