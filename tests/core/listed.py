"""Every list of the house with somebody who may open it and rows that they may see."""

import itertools
from datetime import timedelta
from typing import Any

from accounts.models import Organization, User
from accounts.states import Role
from core import clock
from core.models import LogEntry
from documents.models import IssuedDocument
from enterprises.models import Enterprise, Project
from notices.models import Delivery, Notice
from parks.models import Park
from rectification.models import Item
from reports.models import Circular, MonthlyReport
from supervision.models import EscalationProposal, EscalationStep, SupervisionLetter
from tests.architecture.test_scope import address
from tests.doors.addresses import routes
from tests.factories import (
    EnterpriseFactory,
    ItemFactory,
    OrganizationFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
)
from tests.factories import (
    county as the_county,
)

_numbers = itertools.count(1)


def notice(person: User) -> Notice:
    given = {"rule": "test", "subject": f"{next(_numbers)}", "day": clock.today(), "created_at": clock.now()}
    return Notice.objects.create(recipient=person, title="已交办", text="请查收", **given)


def delivery(person: User) -> Delivery:
    return Delivery.objects.create(recipient=UserFactory(), day=clock.today(), created_at=clock.now())


def entry(person: User) -> LogEntry:
    return LogEntry.objects.create(at=clock.now(), act="session.login", actor=person, actor_name=person.name)


def report(person: User) -> MonthlyReport:
    given = {"snapshot": {}, "snapshot_sha256": "0" * 64, "built_at": clock.now()}
    return MonthlyReport.objects.create(county=the_county(), period="2026-10", edition=next(_numbers), **given)


def circular(person: User) -> Circular:
    given = {"day": clock.today(), "reply_by": clock.today(), "drafted_at": clock.now(), "content": {}}
    return Circular.objects.create(county=the_county(), drafted_by=person, **given)


def proposal(person: User) -> EscalationProposal:
    item = Item.objects.visible_to(person).first() or ItemFactory(rectifying=True, overdue=True)
    given = {"proposed_on": clock.today(), "made_at": clock.now()}
    ground = clock.today() - timedelta(days=next(_numbers))
    step = EscalationStep.objects.filter(document="").first()
    return EscalationProposal.objects.create(item=item, step=step, ground_day=ground, **given)


def letter(person: User) -> SupervisionLetter:
    number, county = next(_numbers), the_county()
    named = {"series": "letter", "year": 2026, "sequence": number, "number": f"示督办〔2026〕{number}号"}
    said = {"content": {}, "issued_by": person, "issued_at": clock.now()}
    document = IssuedDocument.objects.create(county=county, kind="SUPERVISION", **named, **said)
    given = {"addressee": OrganizationFactory(), "answer_by": clock.today(), "document": document}
    return SupervisionLetter.objects.create(county=county, kind="SUPERVISION", **given)


MAKERS: dict[Any, Any] = {
    Park: lambda person: ParkFactory(),
    Enterprise: lambda person: EnterpriseFactory(),
    Project: lambda person: ProjectFactory(),
    User: lambda person: UserFactory(),
    Organization: lambda person: OrganizationFactory(),
    Notice: notice,
    Delivery: delivery,
    LogEntry: entry,
    MonthlyReport: report,
    Circular: circular,
    EscalationProposal: proposal,
    SupervisionLetter: letter,
}
"""How a row comes about that a person may see; a list of another table adds its own."""

ADDRESSES = {
    name: address(route, 1)
    for route, name, pattern in routes()
    if hasattr(pattern.callback, "listing") and not name.endswith("-export")
}
"""Every page that is a list."""


class OpenedList:
    """A list as somebody sees it who may; the first of the roles."""

    def __init__(self, client: Any, path: str) -> None:
        self.client, self.path = client, path
        self.person, answer = next(self._tries())
        self.listing = answer.context["listing"]

    def _tries(self) -> Any:
        for role in Role:
            person = UserFactory(role=role)
            self.client.force_login(person)
            answer = self.client.get(self.path)
            if answer.status_code == 200:
                yield person, answer

    def get(self, **query: str) -> Any:
        return self.client.get(self.path, query)

    def keys(self, **query: str) -> list[Any]:
        return [row.pk for row in self.get(**query).context["page"].object_list]

    @property
    def rows(self) -> Any:
        return self.listing.rows(self.person)

    @property
    def is_of_rows(self) -> bool:
        """Whether it lists rows of a table, and not what is computed."""
        return hasattr(self.rows, "model")

    def fill(self, number: int) -> list[Any]:
        return [MAKERS[self.rows.model](self.person) for _each in range(number)]
