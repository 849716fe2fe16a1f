# ruff: noqa: E501 - the courses read as one table
"""The courses that lives of items take: which steps, how long ago the last one was, when the deadline ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, cycle, pairwise

from inspections.states import Level, SourceKind, UndatedKind

Span = tuple[int, int]

GAPS: dict[str, Span] = {
    "assign": (0, 2),
    "decline": (1, 2),
    "accept": (1, 3),
    "approve-plan": (2, 4),
    "reject-plan": (2, 4),
    "stage": (20, 40),
    "submit": (6, 16),
    "fail": (2, 6),
    "pass": (2, 7),
    "publish": (1, 3),
    "sign-off": (1, 4),
    "return": (1, 3),
    "look-back": (45, 90),
    "extend": (5, 9),
    "decide-extension": (1, 2),
    "confirm": (88, 91),
    "supervise": (6, 9),
    "void": (3, 10),
    "decide-void": (1, 3),
}
AFTER_PUBLICITY: Span = (18, 20)
WORK: Span = (24, 116)
DAYS_BEFORE_DEADLINE = 3
PRESENT_ONE_IN = 8
STARTS_WORK, OF_PLAN = ("accept", "approve-plan"), ("approve-plan", "reject-plan")


@dataclass(frozen=True)
class Course:
    """A row: `due` counts the last deadline from today, `ago` the last step; without `due` the deadline follows the work.

    Without `ago` it belongs to the past, and the seasons say when its problem was found. `work` is how long after
    measures or plan stood the next thing happened. `home` of the `count` happen at the first enterprise, whose
    login everybody tries first.
    In `steps`, 'close' stands for all the signatures that the chain of the item asks for, and what follows
    a colon is what the step decides.
    """

    count: int
    home: int
    steps: str
    due: Span | None
    ago: Span | None
    level: Level = Level.GENERAL
    source: str = ""
    undated: str = ""
    work: Span = WORK
    is_late: bool = False

    @property
    def names(self) -> list[str]:
        return self.steps.split()

    @property
    def is_merged(self) -> bool:
        return "void:merge" in self.names

    @property
    def is_listed(self) -> bool:
        return "supervise:LISTED" in self.names

    @property
    def comes_back(self) -> bool:
        return "look-back:rebound" in self.names

    @property
    def has_fixed_chain(self) -> bool:
        """Whether the signatures are written out, so that the sources may not ask for others."""
        return "publish" in self.names or "sign-off" in self.names

    @property
    def shortest(self) -> int:
        """The days that it takes at the least, the signatures aside."""
        steps = ["register", *(step for step in self.names if step != "close")]
        return sum(self.gap(before, step)[0] for before, step in pairwise(steps))

    def gap(self, before: str, step: str) -> Span:
        """How many days may lie between two steps that follow each other."""
        name = step.partition(":")[0]
        if before == "publish" and name == "sign-off":
            return AFTER_PUBLICITY
        if before.partition(":")[0] in STARTS_WORK and name not in OF_PLAN:
            return self.work
        return GAPS[name]


G, M = Level.GENERAL, Level.MAJOR
INSPECTORATE, PROVINCE, CITY = SourceKind.INSPECTORATE, SourceKind.PROV_FEEDBACK, SourceKind.CITY_ASSIGNED
IMMEDIATE, LONG_TERM, CONTINUOUS = UndatedKind.IMMEDIATE, UndatedKind.LONG_TERM, UndatedKind.CONTINUOUS
DONE = "assign accept submit"
STILL_OPEN = "assign accept"
PLAN = "assign accept approve-plan"

# fmt: off
PRESENT = (
    #      count home  steps                                                 due         ago         level  source        undated     work
    Course(3, 1,      "",                                                   None,       (1, 3)),
    Course(1, 0,      "",                                                   (20, 40),   (1, 5),     G,  PROVINCE),
    Course(1, 0,      "assign:wrong decline",                               (25, 35),   (4, 10)),
    Course(2, 1,      "assign",                                             (22, 45),   (1, 3)),
    Course(1, 0,      "assign",                                             None,       (1, 1),     G,  "",           IMMEDIATE),
    Course(1, 1,      "assign accept",                                      (0, 0),     (34, 48)),
    Course(1, 0,      "assign accept:SUSPEND",                              (1, 1),     (28, 44)),
    Course(1, 1,      "assign accept",                                      (3, 3),     (26, 40)),
    Course(1, 0,      "assign accept",                                      (7, 7),     (40, 52)),
    Course(2, 0,      "assign accept",                                      (11, 40),   (14, 26)),
    Course(1, 0,      "assign accept stage:40",                             (60, 85),   (24, 40),   G,  "",           "",         (50, 60)),
    Course(1, 0,      "assign accept stage:30 stage:70",                    (20, 60),   (10, 20),   G,  PROVINCE,     CONTINUOUS, (50, 80)),
    Course(1, 0,      "assign accept:SUSPEND",                              (-1, -1),   (36, 56)),
    Course(1, 0,      "assign accept:SUSPEND supervise:CHASED",             (-9, -8),   (3, 4),     G,  "",           "",         (36, 56)),
    Course(1, 0,      "assign accept supervise:CHASED supervise:SUPERVISED supervise:TALKED", (-44, -36), (1, 6),     G,  "",           "",         (94, 110)),
    Course(1, 0,      "assign accept supervise:CHASED supervise:SUPERVISED supervise:ACCOUNTABILITY", (-60, -60), (1, 6),     G,  "",           "",         (110, 130)),
    Course(1, 0,      "assign accept confirm confirm confirm confirm",      None,       (20, 40),   G,  "",           LONG_TERM,  (88, 91)),
    Course(1, 0,      "assign accept confirm",                              None,       (60, 80),   G,  "",           LONG_TERM,  (88, 91)),
    Course(1, 1,      "assign accept",                                      (30, 50),   (6, 12),    M),
    Course(1, 0,      "assign accept reject-plan accept",                   (40, 60),   (8, 14),    M),
    Course(1, 0,      PLAN + " supervise:LISTED",                           (14, 14),   (3, 6),     M,  "",           "",         (30, 45)),
    Course(1, 0,      PLAN + " supervise:CHASED supervise:LISTED",          (-30, -26), (2, 3),     M,  INSPECTORATE, "",         (90, 110)),
    Course(1, 0,      "assign accept extend",                               (2, 5),     (1, 2),     G,  "",           "",         (66, 84)),
    Course(1, 0,      PLAN + " extend",                                     (4, 6),     (1, 2),     M,  "",           "",         (30, 50)),
    Course(1, 0,      "assign accept extend decide-extension:yes",          (12, 30),   (130, 150), G,  PROVINCE,     "",         (230, 300)),
    Course(1, 0,      "assign accept extend decide-extension:no",           (2, 6),     (3, 4),     G,  "",           "",         (76, 96)),
    Course(1, 1,      DONE,                                                 (2, 12),    (1, 5),     G,  "",           "",         (26, 40)),
    Course(1, 0,      DONE,                                                 (2, 12),    (1, 5),     G,  "",           "",         (50, 70)),
    Course(1, 0,      DONE,                                                 (0, 4),     (2, 5),     G,  "",           "",         (64, 76)),
    Course(1, 0,      "assign accept submit:SUSPEND fail",                  (5, 12),    (1, 4),     G,  "",           "",         (22, 36)),
    Course(1, 0,      DONE + " fail submit fail",                           (4, 8),     (2, 4),     G,  "",           "",         (74, 94)),
    Course(2, 1,      DONE + " pass",                                       (-1, 4),    (2, 6),     G,  "",           "",         (30, 66)),
    Course(1, 0,      PLAN + " submit pass sign-off",                       (-3, 2),    (3, 6),     M,  CITY,         "",         (84, 110)),
    Course(1, 0,      DONE + " pass return",                                (6, 10),    (1, 3),     G,  "",           "",         (20, 34)),
    Course(1, 0,      DONE + " pass publish",                               (0, 6),     (1, 3),     G,  INSPECTORATE, "",         (90, 110)),
    Course(12, 1,     DONE + " pass close",                                 None,       (2, 22),    G,  "",           "",         (14, 84)),
    Course(6, 0,      DONE + " pass close",                                 None,       (26, 60),   G,  "",           "",         (40, 84)),
    Course(1, 0,      DONE + " pass close look-back:rebound",               None,       (6, 18)),
    Course(1, 0,      "void",                                               None,       (1, 2)),
    Course(1, 0,      "assign accept void",                                 (10, 20),   (1, 2),     G,  "",           "",         (14, 24)),
    Course(1, 0,      "void:merge decide-void:yes",                         None,       (3, 6)),
)
PAST = (
    Course(40, 3, DONE + " pass close",                                       None,       None),
    Course(12, 0, DONE + " pass close",                                       None,       None,      G,     PROVINCE),
    Course(5,  0, DONE + " pass close",                                       None,       None,      G,     INSPECTORATE),
    Course(6,  0, DONE + " fail submit pass close",                           None,       None),
    Course(2,  0, "assign:wrong decline assign accept submit pass close",     None,       None),
    Course(4,  0, "assign accept extend decide-extension:yes submit pass close", None,    None),
    Course(6,  0, PLAN + " submit pass close",                                None,       None,      M),
    Course(2,  0, PLAN + " supervise:LISTED submit pass close",               None,       None,      M,     INSPECTORATE),
    Course(1,  0, "assign accept reject-plan accept approve-plan submit pass close", None, None,     M),
    Course(22, 2, DONE + " pass close look-back:kept",                        None,       None),
    Course(3,  0, DONE + " pass close look-back:rebound",                     None,       None),
    Course(2,  0, "void decide-void:yes",                                     None,       None),
    Course(1,  0, "assign accept void decide-void:no submit pass close",      None,       None),
)
# fmt: on
REBOUND = Course(1, 0, STILL_OPEN, (15, 25), (0, 0))
REBOUND_CLOSED = Course(1, 0, DONE + " pass close", None, (0, 0))


def courses_for(items: int, *, with_merged: bool) -> list[Course]:
    """The courses of so many items: what is open today, and a long past in which all is closed by now."""
    present = [course for course in _listed(PRESENT) if with_merged or not course.is_merged]
    further = [replace(course, home=0) for course in present] * (items // (len(present) * PRESENT_ONE_IN) - 1)
    return list(_as_many_as(items, chain(present, further, cycle(_spread(PAST)))))


def _listed(table: Iterable[Course]) -> list[Course]:
    """Each as often as its row says."""
    return [replace(course, home=int(n < course.home)) for course in table for n in range(course.count)]


def _spread(table: Sequence[Course]) -> list[Course]:
    """Each as often as its row says, and wherever the list is cut off all in their shares."""
    placed = [((n + 0.5) / course.count, row, n) for row, course in enumerate(table) for n in range(course.count)]
    return [replace(table[row], home=int(n < table[row].home)) for _place, row, n in sorted(placed)]


def _as_many_as(items: int, courses: Iterable[Course]) -> Iterator[Course]:
    """So many courses that with the problems that come back there are so many items."""
    for course in courses:
        needed = 1 + course.comes_back
        if needed <= items:
            items -= needed
            yield course
        if items == 0:
            return
