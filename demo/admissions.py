# ruff: noqa: E501 - the applications read as one table
"""准入评审 of the made-up parks: a rule sheet each, and applications of past years, each played by the real services."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import count

from accounts.models import User
from admission.models import AdmissionRule, Application
from admission.services.applying import apply
from admission.states import RuleKind as Kind
from admission.workflow import APPLICATIONS
from core import clock
from core.services.acting import take
from demo.county import County
from demo.texts.admissions import MINUTES, OPINIONS, REASON, scores
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from parks.models import Park
from projects.models import Project, ProjectStateSpell

MOST_PARKS = 3
"""In a big county the first parks show it."""
# fmt: off
RULES = (
    # kind, text, words, value, strict, document, from days ago, until days ago
    (Kind.FORBIDDEN,      "涉光气、光气化工艺的新建项目",                 "光气",               None,  False, "园区产业准入禁限控目录(2024年版)", 900, None),
    (Kind.FORBIDDEN,      "列入淘汰类的硝基胍、三氯杀螨醇等产品",         "硝基胍 三氯杀螨醇",   None,  False, "园区产业准入禁限控目录(2024年版)", 900, None),
    (Kind.FORBIDDEN,      "间歇式硝化工艺(单套装置)",                     "间歇硝化",           None,  False, "园区产业准入禁限控目录(2024年版)", 900, None),
    (Kind.RESTRICTED,     "硝化、氯化、重氮化等高危工艺，须说明本质安全措施", "硝化 氯化 重氮化",  None,  False, "园区产业准入禁限控目录(2024年版)", 900, None),
    (Kind.RESTRICTED,     "以苯、甲苯为溶剂的项目，须说明替代和回收措施",   "甲苯",               None,  False, "园区产业准入禁限控目录(2024年版)", 900, None),
    (Kind.MAX_LAND,       "单个项目用地不超过120亩",                      "",                  "120", False, "园区控制性详细规划说明",           900, None),
    (Kind.MIN_OUTPUT,     "亩均产值不低于280万元",                        "",                  "280", False, "园区项目准入管理办法",             900, None),
    (Kind.MIN_INVESTMENT, "投资强度不低于300万元/亩",                     "",                  "300", True,  "园区项目准入管理办法",             900, None),
    (Kind.MIN_INVESTMENT, "投资强度不低于220万元/亩",                     "",                  "220", False, "园区项目准入管理办法(试行)",       1100, 901),
)
# fmt: on
Act = tuple[str, int, str, dict[str, object]]
Scene = tuple[datetime, Callable[[], object]]
"""What happens, and when."""


@dataclass(frozen=True)
class Story:
    """An application: when it came, of which project, and what became of it, so many days later by whom."""

    name: str
    processes: str
    amounts: dict[str, str] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    land: int = 45


def reviewed(after: int, decision: str, opinion: str, conditions: str = "") -> tuple[Act, ...]:
    """The whole course up to the decision."""
    given: dict[str, object] = {"decision": decision, "opinion": opinion, "conditions": conditions}
    return (*_heard(after), ("decide", after + 6, "decider", given))


def _heard_anew(after: int) -> tuple[Act, ...]:
    """After an accepted appeal: others review it."""
    gives: list[Act] = [("review", after + 3, f"fresh{n}", {}) for n in range(3)]
    return (("convene", after, "chair", {"anew": True}), *gives, ("minute", after + 6, "chair", {}))


def _heard(after: int) -> tuple[Act, ...]:
    gives: list[Act] = [("review", after, f"reviewer{n}", {}) for n in range(3)]
    return (("convene", after - 3, "chair", {}), *gives, ("minute", after + 2, "chair", {}))


APPEAL: dict[str, object] = {"reason": "评审后我公司已更换工艺路线，补充了安全论证材料，请求复核。"}
# fmt: off
LONG_AGO = (
    # day of the year before this one, the story
    ((3, 20), Story("年产2000吨电子级异丙醇项目", "以工业级异丙醇为原料，精馏、过滤提纯", {"COD": "6.2", "NH3N": "0.4"},
                    reviewed(10, "ADMITTED", "符合园区产业规划和禁限控目录，指标有保障。"))),
    ((4, 8),  Story("年产800吨香料中间体项目", "以松节油为原料，加氢、精馏", {"COD": "3.5"},
                    (*reviewed(9, "ADMITTED", "符合准入条件。"), ("give-up", 226, "decider", {"reason": "投资方书面放弃，另行选址。"})))),
    ((5, 12), Story("年产5000吨水处理剂项目", "丙烯酸水溶液聚合", {"SO2": "3", "NOX": "4.8"},
                    reviewed(12, "CONDITIONAL", "总体可行，环保措施须先行落实。", "开工前建成与园区污水处理厂的专管；锅炉采用低氮燃烧。"))),
    ((8, 5),  Story("年产1200吨染料中间体项目", "重氮化、偶合生产染料中间体", {},
                    (*reviewed(11, "REFUSED", "重氮化工段人员密集，未采用连续流工艺，不予准入。"), ("appeal", 25, "enterprise", APPEAL),
                     ("settle", 40, "judge", {"outcome": "UPHELD", "reason": "补充材料未解决人员密集问题，维持原决定。"})))),
    ((9, 10), Story("废有机溶剂再生利用项目", "废溶剂预处理、精馏再生", {"COD": "2"},
                    (*reviewed(10, "REFUSED", "指标来源论证不足，不予准入。"), ("appeal", 22, "enterprise", APPEAL),
                     ("settle", 38, "judge", {"outcome": "REVIEWED", "reason": "已落实区域内减排量作为指标来源，重新评审。"}),
                     *_heard_anew(44), ("decide", 56, "other", {"decision": "ADMITTED", "opinion": "指标来源已落实，符合准入条件。"})))),
)
OF_LATE = (
    # days ago, the story
    (1000, Story("年产3000吨阻燃剂项目", "磷酸酯类阻燃剂合成", {},
                 (*reviewed(10, "ADMITTED", "符合准入条件。"), ("lapse", 770, "decider", {})))),
    (26,   Story("年产600吨医药中间体项目", "催化加氢、结晶", {}, _heard(12))),
    (18,   Story("年产500吨硝基中间体项目", "间歇硝化合成硝基中间体", {},
                 (("turn-down", 8, "decider", {"opinion": "间歇式硝化工艺列入园区禁限控目录，不予准入。"}),))),
    (13,   Story("年产1500吨特种胺项目", "氨化、精馏生产特种胺", {}, _heard(7)[:2])),
    (4,    Story("年产900吨光引发剂项目", "酰化、氯化生产光引发剂", {"VOCS": "1.1"}, (), 60)),
)
# fmt: on


class Cast:
    """Who takes the steps in a park."""

    def __init__(self, county: County, park: Park, enterprise: Enterprise) -> None:
        keepers = county.people[park.committee_id]
        inside = county.people[enterprise.organization_id] if enterprise.organization_id else []
        self.people = {
            "applicant": keepers[0],
            "chair": keepers[-1],
            "enterprise": inside[0] if inside else keepers[0],
            "decider": county.logins["coordinator"],
            "judge": county.logins["emergency"],
            "other": county.logins["coordinator2"],
            "fresh0": county.logins["inspector4"],
            "fresh1": county.logins["emergency2"],
            "fresh2": county.logins["ecology2"],
            "reviewer0": county.logins["inspector"],
            "reviewer1": county.logins["inspector2"],
            "reviewer2": county.logins["inspector3"],
        }

    def reviewers(self, *, anew: bool) -> list[User]:
        return [self.people[f"{'fresh' if anew else 'reviewer'}{n}"] for n in range(3)]


def admit(county: County, enterprises: Sequence[Enterprise], today: date, besides: Iterable[Scene] = ()) -> None:
    """Give the first parks their rule sheets, and let the applications come in the order of time.

    `besides` is what else happens to applications that are there already.
    """
    numbers = count()
    scenes = [(at, next(numbers), act) for at, act in besides]
    for park in Park.objects.order_by("pk")[:MOST_PARKS]:
        _lay_down(park, today)
        plants = [each for each in enterprises if each.park_id == park.pk]
        for place, (day, story) in enumerate(_stories(today)):
            plant = plants[place % len(plants)]
            played = Played(story, plant, Cast(county, park, plant))
            scenes += [(at, next(numbers), act) for at, act in played.scenes(day)]
    for at, _number, act in sorted(scenes, key=lambda scene: scene[:2]):
        with clock.at(at):
            act()


def _stories(today: date) -> Iterator[tuple[date, Story]]:
    for (month, day), story in LONG_AGO:
        yield date(today.year - 1, month, day), story
    for ago, story in OF_LATE:
        yield today - timedelta(days=ago), story


def _lay_down(park: Park, today: date) -> None:
    AdmissionRule.objects.bulk_create(
        AdmissionRule(
            park=park,
            kind=kind,
            text=text,
            words=words,
            value=Decimal(value) if value else None,
            is_strict=is_strict,
            source=source,
            since=today - timedelta(days=since),
            until=today - timedelta(days=until) if until else None,
        )
        for kind, text, words, value, is_strict, source, since, until in RULES
    )


class Played:
    """One application on its way."""

    def __init__(self, story: Story, plant: Enterprise, cast: Cast) -> None:
        self.story, self.plant, self.cast = story, plant, cast
        self.key = 0

    def scenes(self, day: date) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """What happens, each at its moment."""
        yield _at(day, 0), lambda: self._apply(day)
        for number, act in enumerate(self.story.acts, 1):
            yield _at(day + timedelta(days=act[1]), number), partial(self._take, act)

    def _apply(self, day: date) -> None:
        land = Decimal(self.story.land)
        project = Project.objects.create(
            enterprise=self.plant,
            name=self.story.name,
            state="PLANNED",
            state_since=day,
            content=f"新建{self.story.name}及配套公辅设施。",
            investment=land * 360,
            uses_hazardous_chemicals=True,
        )
        ProjectStateSpell.objects.create(project=project, state="PLANNED", began_on=day, recorded_on=day)
        given = {"land": land, "investment": land * 360, "output": land * 330, "processes": self.story.processes}
        application = Application(project=project, reasons=REASON, **given)
        amounts = {code: Decimal(amount) for code, amount in self.story.amounts.items()}
        self.key = apply(application, amounts, actor=self.cast.people["applicant"]).pk

    def _take(self, act: Act) -> None:
        name, _after, who, given = act
        actor = self.cast.people[who]
        take(APPLICATIONS, self.key, name, actor=actor, version=None, **{**self._given(name, who, given), **given})

    def _given(self, name: str, who: str, told: Mapping[str, object]) -> dict[str, object]:
        if name == "convene":
            return {"reviewers": self.cast.reviewers(anew=bool(told.get("anew")))}
        if name == "minute":
            return {"met_on": clock.today(), "minutes": MINUTES}
        if name == "review":
            number = int(who[-1])
            return {"no_interest": True, "opinion": OPINIONS[number], "scores": list(scores(number))}
        return {}


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(9, 30), COUNTY_TIME) + timedelta(minutes=7 * minute)
