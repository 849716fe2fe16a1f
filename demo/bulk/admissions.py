"""准入评审 of a big county: one enterprise in four has applied for a project.

Applications and their reviews are written in bulk; each decision is taken by the service, which issues its paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from admission.models import AdmissionEvent, Application, Review
from admission.services import checks
from admission.states import Decision, State
from admission.workflow import APPLICATIONS
from core.services.acting import take
from demo.admissions import Scene
from demo.bulk.dossiers import save
from demo.county import County
from demo.texts.admissions import MINUTES, OPINIONS, REASON, scores
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from parks.models import Park
from projects.models import Project, ProjectStateSpell

APPLIES_EVERY = 4
NAMED, HEARD, MET, DECIDED = 7, 10, 12, 16
"""Days after the application on which the reviewers are named, have judged, have met, and it is decided."""


@dataclass(frozen=True)
class Course:
    """A project, how many days ago it was applied for, and how far that is or how it was decided."""

    product: str
    processes: str
    ago: int
    ends: State | Decision
    land: int = 45

    @property
    def state(self) -> State:
        """Before the decision."""
        return State.REVIEWED if self.ends in set(Decision) else State(self.ends)


COURSES = (
    Course("电子级双氧水", "蒽醌法双氧水精制提纯", 190, Decision.ADMITTED, 38),
    Course("水性树脂", "丙烯酸酯乳液聚合", 420, Decision.CONDITIONAL),
    Course("农药制剂加工", "悬浮剂、水分散粒剂复配", 95, Decision.REFUSED, 30),
    Course("锂电池添加剂", "酯交换、精馏提纯", 610, Decision.ADMITTED, 60),
    Course("表面活性剂", "乙氧基化、中和", 33, State.REVIEWED, 52),
    Course("香精香料", "酯化、精馏", 530, Decision.ADMITTED, 25),
    Course("医药中间体", "催化加氢、结晶", 12, State.REVIEWING),
    Course("涂料助剂", "聚合、复配", 280, Decision.REFUSED),
    Course("高纯溶剂", "精馏、分子筛脱水", 4, State.APPLIED, 40),
)
CONDITIONS = "开工前落实危险废物贮存设施，挥发性有机物全部收集处理。"
WORDS = {
    Decision.ADMITTED: "符合园区产业规划和准入规则，同意准入。",
    Decision.CONDITIONAL: "总体可行，须先落实环保措施。",
    Decision.REFUSED: "工艺路线论证不足，与园区产业链关联度低，不予准入。",
}


@dataclass
class Admissions:
    """The applications of a county, filed by who keeps the park's file."""

    county: County
    today: date
    projects: list[Project] = field(default_factory=list)
    spells: list[ProjectStateSpell] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    events: list[AdmissionEvent] = field(default_factory=list)

    def write(self, enterprises: Sequence[Enterprise]) -> list[Scene]:
        """What is still to happen: each decision at its moment."""
        parks = {park.pk: park for park in Park.objects.select_related("committee")}
        ends: list[State | Decision] = []
        for place, plant in enumerate(enterprises[APPLIES_EVERY - 1 :: APPLIES_EVERY]):
            assert plant.park_id is not None
            course = COURSES[place % len(COURSES)]
            self._go_on(self._apply(plant, parks[plant.park_id], course), course)
            ends.append(course.ends)
        save(self.projects, self.spells, self.applications, self.reviews, self.events)
        return list(self._decisions(ends))

    def _apply(self, plant: Enterprise, park: Park, course: Course) -> Application:
        day, land = self.today - timedelta(days=course.ago), Decimal(course.land)
        project = Project(
            enterprise=plant,
            name=f"{course.product}项目",
            state="PLANNED",
            state_since=day,
            content=f"新建{course.product}项目及配套公辅设施。",
            investment=land * 360,
            uses_hazardous_chemicals=park.risk_grade != "A",
        )
        self.projects.append(project)
        self.spells.append(ProjectStateSpell(project=project, state="PLANNED", began_on=day, recorded_on=day))
        application = Application(
            project=project,
            park=park,
            land=land,
            investment=land * 360,
            output=land * 330,
            processes=course.processes,
            reasons=REASON,
            applied_by=self._keepers(park)[0],
            applied_on=day,
            state=course.state,
        )
        self.applications.append(application)
        return application

    def _keepers(self, park: Park) -> list[User]:
        return self.county.people[park.committee_id]

    def _go_on(self, application: Application, course: Course) -> None:
        """As far as it is: named, judged, met."""
        chair, day = self._keepers(application.park)[-1], application.applied_on
        self._note(application, "apply", application.applied_by, day)
        if course.state == State.APPLIED:
            return
        people = [self.county.logins[name] for name in ("inspector", "inspector2", "inspector3")]
        self._note(application, "convene", chair, day + timedelta(NAMED), _("%(n)s reviewers") % {"n": len(people)})
        for number, person in enumerate(people):
            self._review(application, person, number, has_judged=course.state == State.REVIEWED)
        application.convened_by = chair
        if course.state == State.REVIEWED:
            application.met_on, application.minutes = day + timedelta(MET), MINUTES
            self._note(application, "minute", chair, application.met_on)

    def _review(self, application: Application, person: User, number: int, *, has_judged: bool) -> None:
        day = application.applied_on
        due = day + timedelta(NAMED + settings.ADMISSION_REVIEW_DAYS)
        row = Review(application=application, reviewer=person, due_on=due)
        if has_judged:
            row.scores, row.opinion = list(scores(number)), OPINIONS[number]
            row.given_at = _at(day + timedelta(HEARD), number)
            self._note(application, "review", person, day + timedelta(HEARD))
        self.reviews.append(row)

    def _note(self, application: Application, step: str, actor: User, day: date, words: str = "") -> None:
        place = len(self.events) % 60
        self.events.append(
            AdmissionEvent(application=application, step=step, actor=actor, at=_at(day, place), note=words)
        )

    def _decisions(self, ends: Sequence[State | Decision]) -> Iterator[Scene]:
        for application, end in zip(self.applications, ends, strict=True):
            if end in set(Decision):
                moment = _at(application.applied_on + timedelta(DECIDED), 30)
                yield moment, partial(self._decide, application, Decision(end))

    def _decide(self, application: Application, decision: Decision) -> None:
        """What the check sheet bars by then is refused."""
        barred = checks.barring(checks.sheet_of(application))
        made = Decision.REFUSED if barred else decision
        given = {"decision": made, "opinion": WORDS[made], "conditions": CONDITIONS}
        take(APPLICATIONS, application.pk, "decide", actor=self.county.logins["coordinator"], version=None, **given)


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(9, 30), COUNTY_TIME) + timedelta(minutes=minute)
