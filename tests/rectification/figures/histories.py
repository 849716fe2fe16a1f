"""Random histories of a ledger, made by the real services at made-up moments."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from core import clock
from core.errors import WorkflowError
from core.rules.months import Month
from inspections.models import FindingSource, ProblemCategory
from inspections.services.recording import SourceGiven
from rectification.models import Item
from rectification.services import advance
from rectification.services.correction import correct
from rectification.services.registration import ItemGiven, register
from rectification.services.sources import add_sources
from tests.rectification.workflow.cast import PEOPLE, Cast
from tests.rectification.workflow.model import STEPS_FROM, Life

BEGIN = datetime(2026, 1, 29, 15, 59, 59, tzinfo=UTC)
SOURCES = ("COUNTY_CHECK", "CITY_ASSIGNED", "COMPLAINT")
MODES = ("ELIMINATE", "ISOLATE_REMOVE", "ENGINEERING", "MANAGEMENT", "EDUCATION", "SUSPEND")
CATEGORIES = (None, "A", "A03", "B01")


@dataclass
class Ledger:
    """A county's ledger on its way through time; `moments` are the ends of its days."""

    cast: Cast = field(default_factory=Cast)
    at: datetime = BEGIN
    lives: dict[int, Life] = field(default_factory=dict)

    @property
    def county(self) -> Any:
        return self.cast.units["county"]

    def register(self, major: bool, category: str | None, source: str) -> None:
        given = ItemGiven(
            title="报警器失效",
            description="报警器失效",
            found_on=clock.today(),
            level="MAJOR" if major else "GENERAL",
            category=ProblemCategory.objects.get(pk=category) if category else None,
            enterprise=self.cast.enterprise,
            sources=[SourceGiven(kind=source)],
        )
        item = register(given, actor=self.cast.users["inspector"])
        # Items of other sources have longer chains of signatures than the written model knows.
        self.lives[item.pk] = Life(lead="plant", major=major)

    def step(self, pk: int, step: str, person: Any, yes: bool, mode: str = "ENGINEERING") -> None:
        """Take a step if the written rules allow it and the dates do; the model follows the product."""
        life, user = self.lives[pk], self.cast.users[person.name]
        try:
            given = self.cast.given(step, user, yes=yes, mode=mode)
            if step == "look-back" and not yes:
                given |= {"result": "rebound", "new_problem": "围堰破损"}
            advance(pk, step, actor=user, version=self.item(pk).version, **given)
        except (WorkflowError, Item.DoesNotExist):
            return
        life.take(step, person, yes=yes)
        life.state = self.item(pk).state

    def correct(self, pk: int, major: bool, category: str | None) -> None:
        values = {"category": ProblemCategory.objects.get(pk=category) if category else None}
        item, actor = self.item(pk), self.cast.users["coordinator"]
        if item.state != "AWAITING_SIGN_OFF":
            values["level"] = "MAJOR" if major else "GENERAL"
        if item.is_open:
            # The only coordinator who took the last step may leave the level to a colleague.
            with suppress(WorkflowError):
                correct(pk, actor=actor, version=item.version, reason="更正", **values)

    def add_source(self, pk: int, source: str) -> None:
        item = self.item(pk)
        if item.is_open:
            add_sources(item, [FindingSource(kind=source)], actor=self.cast.users["coordinator"])

    def item(self, pk: int) -> Item:
        return Item.objects.get(pk=pk)


ACTS = st.sampled_from(("register", "step", "step", "step", "step", "step", "correct", "source"))


def live(ledger: Ledger, data: st.DataObject, acts: int) -> list[datetime]:
    """Let so many things happen; answers the ends of the days on which something did."""
    days = []
    for _number in range(acts):
        ledger.at += data.draw(
            st.sampled_from((timedelta(0), timedelta(seconds=1), timedelta(hours=9), timedelta(days=11)))
        )
        with clock.at(ledger.at):
            _act(ledger, data)
            days.append(clock.today())
    return sorted(set(days))


def _act(ledger: Ledger, data: st.DataObject) -> None:
    act = data.draw(ACTS) if ledger.lives else "register"
    major, category = data.draw(st.booleans()), data.draw(st.sampled_from(CATEGORIES))
    if act == "register":
        ledger.register(major, category, data.draw(st.sampled_from(SOURCES)))
        return
    pk = data.draw(st.sampled_from(sorted(ledger.lives)))
    if act == "correct":
        ledger.correct(pk, major, category)
    elif act == "source":
        ledger.add_source(pk, data.draw(st.sampled_from(SOURCES)))
    else:
        life = ledger.lives[pk]
        allowed = [(step, who) for step in sorted(STEPS_FROM) for who in PEOPLE if life.may(step, who)]
        if allowed:
            yes, mode = data.draw(st.booleans()), data.draw(st.sampled_from(MODES))
            ledger.step(pk, *data.draw(st.sampled_from(allowed)), yes, mode)


def months_of(days: list[Any]) -> list[Month]:
    return sorted({Month.of(day) for day in days})
