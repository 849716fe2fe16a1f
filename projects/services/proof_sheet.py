"""合法性证明清单: what a project has, what it lacks, and what it may not do until then, for whoever builds it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core import clock
from projects.models import Project
from projects.rules.approvals import WHOLE_ORDER
from projects.rules.requirements import BUILT_ON, OPERATING, REQUIREMENTS, TRIAL, Requirement
from projects.services.picture import THERE, WAIVED, Picture, Shown
from projects.services.reading import Laws, laws_of_violations

ACTS = {
    BUILT_ON: pgettext_lazy("forbidden", "construction"),
    TRIAL: pgettext_lazy("forbidden", "trial production"),
    OPERATING: pgettext_lazy("forbidden", "regular production"),
}
"""What is forbidden until a paper is there; said in the language of whoever reads, on the paper in Chinese."""

OF_HAZARDOUS = frozenset(kind for row in REQUIREMENTS if row.is_hazardous for kind in row.papers)
"""Not asked of a project without hazardous chemicals."""


@dataclass(frozen=True)
class Lacking:
    """A paper that is not there, or not any more: what may not be done until then, and by which clause."""

    paper: Shown
    act: str
    clause: str


@dataclass(frozen=True)
class Sheet:
    """What the sheet says of a project."""

    there: Sequence[Shown]
    waived: Sequence[Shown]
    lacking: Sequence[Lacking]
    unfiled: Sequence[Shown]
    """Of the legal order, not on file or not settled, without a clause that forbids what comes after."""


def sheet_of(project: Project, reader: User) -> Sheet:
    """As the file stands today; in a fixed number of queries."""
    picture, laws = Picture(project, reader), laws_of_violations()
    lacking = list(_lacking(project, picture, laws))
    named = {each.paper.name for each in lacking}
    rest = {kind: paper for kind in WHOLE_ORDER if (paper := picture.paper(kind)).name not in named}
    return Sheet(
        there=[paper for paper in rest.values() if paper.standing == THERE],
        waived=[paper for paper in rest.values() if _is_waived(paper)],
        lacking=lacking,
        unfiled=list(_unfiled(rest, project)),
    )


def points_of(sheet: Sheet) -> list[tuple[str, str]]:
    """What the sheet comes to, for whoever is about to issue it: each act once, with the papers it waits for."""
    waiting: dict[str, dict[str, None]] = {}
    for each in sheet.lacking:
        waiting.setdefault(each.act, {})[each.paper.name] = None
    forbidden = (
        _("%(act)s (%(paper)s)") % {"act": act, "paper": _(", ").join(kinds)} for act, kinds in waiting.items()
    )
    nothing = _("Nothing.")
    return [
        (_("What is there"), _names([*sheet.there, *sheet.waived]) or nothing),
        (_("What is lacking"), _names([*(each.paper for each in sheet.lacking), *sheet.unfiled]) or nothing),
        (_("Forbidden until then"), _("; ").join(forbidden) or nothing),
    ]


def _names(papers: Iterable[Shown]) -> str:
    return _(", ").join(dict.fromkeys(str(paper.name) for paper in papers))


def _unfiled(papers: Mapping[str, Shown], project: Project) -> Iterator[Shown]:
    """What is asked of the project and is neither there nor waived."""
    for kind, paper in papers.items():
        is_asked = project.uses_hazardous_chemicals or kind not in OF_HAZARDOUS
        if is_asked and not _is_settled(paper):
            yield paper


def _is_settled(paper: Shown) -> bool:
    return paper.standing == THERE or _is_waived(paper)


def _is_waived(paper: Shown) -> bool:
    return paper.standing == WAIVED and bool(paper.signer)


def _lacking(project: Project, picture: Picture, laws: Laws) -> Iterator[Lacking]:
    for row in REQUIREMENTS:
        if row.is_hazardous and not project.uses_hazardous_chemicals:
            continue
        for kind in row.papers:
            paper = picture.paper(kind)
            if kind in picture.grounds or not _is_settled(paper):
                yield Lacking(paper, str(ACTS[row.states]), _clause(row, kind, laws))


def _clause(row: Requirement, kind: str, laws: Laws) -> str:
    bases = laws.on(clock.today(), (row.code, row.part), [kind])
    return "；".join(dict.fromkeys(basis.citation for basis in bases))
