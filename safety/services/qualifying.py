"""Which key persons lack what the criteria of major hazards ask of their posts, as of a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from enterprises.models import Enterprise
from law.models import Criterion
from law.querysets import holds
from safety.models import KeyPerson, QualificationRule
from safety.rules.qualifications import Outcome, Way, judge


@dataclass(frozen=True)
class Lack:
    """A criterion that a person does not meet, or, where `is_unknown`, of which nobody can say it."""

    criterion: Criterion
    is_unknown: bool


@dataclass(frozen=True)
class Judged:
    """A key person with what he lacks."""

    person: KeyPerson
    lacks: list[Lack]

    @property
    def stands_for(self) -> KeyPerson:
        """The row of the file."""
        return self.person


def judged(enterprise: Enterprise, people: Iterable[KeyPerson], day: date) -> list[Judged]:
    """Each of the people of an enterprise, who come with their certificates."""
    is_key = enterprise.has_key_process or enterprise.has_key_chemical or enterprise.has_major_hazard_source
    rules = rules_of(day)
    return [Judged(person, list(_lacks(person, rules, day, is_key=is_key))) for person in people]


def rules_of(day: date) -> list[tuple[Criterion, list[Way]]]:
    """The criteria in force on a day that speak of people, with the ways to meet each."""
    rows: QuerySet[QualificationRule] = QualificationRule.objects.filter(
        holds(day, "criterion__"), holds(day, "criterion__instrument__")
    )
    found: defaultdict[Criterion, list[Way]] = defaultdict(list)
    for row in rows.select_related("criterion__instrument"):
        found[row.criterion].append(row.way)
    return list(found.items())


def _lacks(person: KeyPerson, rules: list[tuple[Criterion, list[Way]]], day: date, *, is_key: bool) -> Iterator[Lack]:
    has = person.qualified(day)
    for criterion, ways in rules:
        outcome = judge(has, ways, is_key_enterprise=is_key)
        if outcome in (Outcome.GAP, Outcome.UNKNOWN):
            yield Lack(criterion, outcome is Outcome.UNKNOWN)
