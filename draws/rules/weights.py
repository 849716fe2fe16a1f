"""按风险赋权: with which weight an enterprise is drawn, term by term (product rule; docs/draws.md shows the table)."""

from draws.states import RiskTerm

LEAST_LEVEL = 4
MAJOR_WEIGHT, MOST_MAJORS = 2, 3


def terms(*, level: int | None, has_process: bool, has_chemical: bool, majors: int) -> dict[str, int]:
    """What adds up to the weight, by its terms; those that add nothing are left out.

    `level` is the worst one of its major hazard sources, 1 the worst of all, None without any; `majors` are the
    major hazards that are open.
    """
    found = {
        RiskTerm.BASE: 1,
        RiskTerm.SOURCE: LEAST_LEVEL + 1 - level if level else 0,
        RiskTerm.PROCESS: int(has_process),
        RiskTerm.CHEMICAL: int(has_chemical),
        RiskTerm.MAJOR: MAJOR_WEIGHT * min(majors, MOST_MAJORS),
    }
    return {term.value: adds for term, adds in found.items() if adds}
