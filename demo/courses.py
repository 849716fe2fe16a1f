# ruff: noqa: E501 - the courses read as one table
"""The courses that lives of items take: which steps, how long ago the last one was, when the deadline ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspections.states import Level, SourceKind, UndatedKind

Span = tuple[int, int]

GAPS: dict[str, Span] = {
    "assign": (0, 2),
    "decline": (1, 2),
    "accept": (1, 3),
    "approve-plan": (2, 4),
    "reject-plan": (2, 4),
    "submit": (6, 18),
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
DAYS_BEFORE_DEADLINE = 3
LONGEST = 130
PRESENT_ONE_IN = 12


@dataclass(frozen=True)
class Course:
    """A row: `due` counts the last deadline from today, `ago` the last step; None leaves the deadline to the work.

    `home` of the `count` happen at the first enterprise, whose login everybody tries first.
    In `steps`, 'close' stands for all the signatures that the chain of the item asks for, and what follows
    a colon is what the step decides.
    """

    count: int
    home: int
    steps: str
    due: Span | None
    ago: Span
    level: Level = Level.GENERAL
    source: str = ""
    undated: str = ""
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


G, M = Level.GENERAL, Level.MAJOR
INSPECTORATE, PROVINCE, CITY = SourceKind.INSPECTORATE, SourceKind.PROV_FEEDBACK, SourceKind.CITY_ASSIGNED
IMMEDIATE, LONG_TERM, CONTINUOUS = UndatedKind.IMMEDIATE, UndatedKind.LONG_TERM, UndatedKind.CONTINUOUS
WORK = "assign accept submit"
STILL_OPEN = "assign accept"
PLAN = "assign accept approve-plan"

# fmt: off
COURSES = (
    #      count home steps                                                     due         ago        level  source        undated
    Course(5,  1, "",                                                         None,       (1, 3)),
    Course(3,  0, "",                                                         (20, 40),   (1, 5),    G,     PROVINCE),
    Course(2,  0, "",                                                         (15, 30),   (1, 4),    G,     CITY),
    Course(1,  0, "",                                                         (25, 25),   (1, 2),    M,     CITY),
    Course(1,  0, "assign:wrong decline",                                           (20, 30),   (1, 3)),
    Course(5,  1, "assign",                                                   (12, 28),   (1, 3)),
    Course(1,  0, "assign",                                                   (25, 25),   (1, 2),    M),
    Course(2,  1, "assign",                                                   None,       (1, 1),    G,     "",           IMMEDIATE),
    Course(2,  0, "assign accept",                                            None,       (1, 1),    G,     "",           IMMEDIATE),
    Course(2,  1, "assign accept",                                            (0, 0),     (4, 12)),
    Course(2,  0, "assign accept",                                            (1, 1),     (4, 12)),
    Course(3,  1, "assign accept",                                            (3, 3),     (4, 12)),
    Course(3,  0, "assign accept",                                            (7, 7),     (3, 10)),
    Course(7,  0, "assign accept",                                            (9, 35),    (2, 12)),
    Course(2,  0, "assign accept",                                            (20, 60),   (5, 15),   G,     "",           CONTINUOUS),
    Course(2,  0, "assign accept",                                            (-1, -1),   (10, 16)),
    Course(3,  1, "assign accept supervise:CHASED",                           (-7, -3),   (1, 2)),
    Course(3,  0, "assign accept supervise:CHASED supervise:SUPERVISED",      (-20, -10), (1, 4)),
    Course(2,  0, "assign accept supervise:CHASED supervise:SUPERVISED supervise:TALKED", (-42, -30), (1, 6)),
    Course(1,  0, "assign accept supervise:CHASED supervise:SUPERVISED supervise:ACCOUNTABILITY", (-60, -60), (1, 6)),
    Course(1,  0, "assign",                                                   (-2, -2),   (6, 8)),
    Course(1,  0, "assign accept",                                            None,       (40, 70),  G,     "",           LONG_TERM),
    Course(1,  0, "assign accept confirm confirm",                            None,       (85, 92),  G,     "",           LONG_TERM),
    Course(1,  0, "assign accept confirm",                                    None,       (94, 99),  G,     "",           LONG_TERM),
    Course(2,  1, "assign accept",                                            (30, 50),   (1, 2),    M),
    Course(1,  0, "assign accept reject-plan",                                (30, 40),   (1, 2),    M,     PROVINCE),
    Course(1,  0, "assign accept reject-plan accept approve-plan",            (22, 30),   (3, 8),    M),
    Course(1,  0, PLAN + " supervise:LISTED",                                 (14, 14),   (3, 6),    M),
    Course(1,  0, PLAN + " supervise:CHASED supervise:LISTED",                (-6, -6),   (2, 3),    M,     INSPECTORATE),
    Course(3,  1, "assign accept extend",                                     (2, 5),     (1, 2)),
    Course(1,  0, PLAN + " extend",                                           (4, 6),     (1, 2),    M),
    Course(3,  0, "assign accept extend decide-extension:yes",                (6, 10),    (12, 13)),
    Course(2,  0, "assign accept extend decide-extension:no",                 (-4, 2),    (3, 4)),
    Course(1,  0, "assign accept extend decide-extension:yes",                (-5, -5),   (22, 24)),
    Course(7,  1, WORK,                                                       (2, 12),    (1, 5)),
    Course(2,  0, WORK,                                                       (-9, -6),   (1, 2)),
    Course(2,  0, WORK,                                                       (-4, -2),   (8, 13)),
    Course(1,  0, PLAN + " submit",                                           (5, 9),     (1, 3),    M),
    Course(3,  1, WORK + " fail",                                             (5, 12),    (1, 4)),
    Course(1,  0, WORK + " fail submit fail",                                 (4, 8),     (2, 4)),
    Course(1,  0, WORK + " fail",                                             (-5, -5),   (16, 18)),
    Course(4,  1, WORK + " pass",                                             (0, 10),    (1, 4)),
    Course(2,  0, WORK + " pass",                                             (0, 10),    (2, 6),    G,     PROVINCE),
    Course(2,  0, PLAN + " submit pass",                                      (0, 10),    (1, 3),    M),
    Course(1,  0, PLAN + " submit pass sign-off",                             (3, 10),    (1, 3),    M,     CITY),
    Course(1,  0, WORK + " pass sign-off",                                    (0, 6),     (1, 3),    G,     CITY),
    Course(1,  0, WORK + " pass return",                                      (6, 10),    (1, 3)),
    Course(2,  0, WORK + " pass publish",                                     (0, 10),    (1, 3),    G,     INSPECTORATE),
    Course(15, 4, WORK + " pass close",                                       None,       (3, 330)),
    Course(5,  0, WORK + " pass close",                                       None,       (10, 300), G,     "",           "", True),
    Course(6,  0, WORK + " pass close",                                       None,       (10, 250), G,     PROVINCE),
    Course(3,  0, WORK + " pass close",                                       None,       (10, 250), G,     INSPECTORATE),
    Course(2,  0, WORK + " fail submit pass close",                           None,       (10, 200)),
    Course(1,  0, "assign:wrong decline assign accept submit pass close",           None,       (20, 90)),
    Course(2,  0, "assign accept extend decide-extension:yes submit pass close", None,    (10, 150)),
    Course(3,  0, PLAN + " submit pass close",                                None,       (10, 200), M),
    Course(1,  0, PLAN + " supervise:LISTED submit pass close",               None,       (10, 60),  M,     INSPECTORATE),
    Course(3,  1, WORK + " pass close look-back:kept",                        None,       (5, 60)),
    Course(2,  0, WORK + " pass close look-back:rebound",                     None,       (6, 25)),
    Course(1,  0, "void",                                                     None,       (1, 2)),
    Course(1,  0, "assign accept void",                                       (10, 20),   (1, 2)),
    Course(1,  0, "void decide-void:yes",                                     None,       (20, 60)),
    Course(1,  0, "assign accept void decide-void:no",                        (8, 12),    (3, 5)),
    Course(2,  0, "void:merge decide-void:yes",                               None,       (5, 9)),
)
# fmt: on
REBOUND = Course(1, 0, STILL_OPEN, (15, 25), (0, 0))
REBOUND_CLOSED = Course(1, 0, WORK + " pass close", None, (0, 0))


def courses_for(items: int, days: int, *, as_listed: bool) -> list[Course]:
    """The courses of so many items: the table itself, or a long past in which most is closed by now."""
    listed = [replace(course, home=int(n < course.home)) for course in COURSES for n in range(course.count)]
    if as_listed:
        return listed
    listed = [course for course in listed if not course.is_merged]
    anywhere = [replace(course, home=0) for course in listed]
    closing = [replace(course, ago=(3, days - LONGEST)) for course in anywhere if "close" in course.names]
    present = listed + anywhere * (items // (len(listed) * PRESENT_ONE_IN) - 1)
    past = closing * (items // len(closing) + 1)
    return list(_as_many_as(items, present + past))


def _as_many_as(items: int, courses: list[Course]) -> Iterator[Course]:
    """So many courses that with the problems that come back there are so many items."""
    for course in courses:
        needed = 1 + course.comes_back
        if needed <= items:
            items -= needed
            yield course
