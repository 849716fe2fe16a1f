"""Every list of the house with somebody who may open it and rows that they may see."""

import inspect
import itertools
from datetime import timedelta
from typing import Any, cast

from django.db.models import AutoField, DateField, DateTimeField, IntegerField, JSONField, Model
from factory.django import DjangoModelFactory

from accounts.models import Absence, Organization, User
from accounts.states import Role
from annualplans.models import Line, UnplacedVisit, YearPlan
from capability.models import Team
from checklists.models import Edition
from comments.models import Follow
from core import clock
from core.rules.months import Month
from core.services.catalogs import loaded_models
from documents.models import IssuedDocument
from inspections.models import SuperiorList
from law.models import DefectivePaper
from notices.models import Delivery, Notice
from rectification.models import Item
from reports.models import MonthlyReport, SentVersion
from supervision.models import EscalationProposal, EscalationStep, GroupRobot, RobotMessage, SupervisionLetter
from tests import factories
from tests.architecture.test_scope import address
from tests.checklists.made import edition_in_use
from tests.doors.addresses import routes
from tests.factories import ItemFactory, SupervisorFactory, TeamFactory, UserFactory
from tests.factories import county as the_county

_numbers = itertools.count(1)


def notice(person: User) -> Notice:
    return cast(Notice, filled_in(Notice, recipient=person, rule="test", subject=f"{next(_numbers)}"))


def delivery(person: User) -> Delivery:
    return cast(Delivery, filled_in(Delivery, recipient=UserFactory()))


def team(person: User) -> Team:
    return cast(Team, TeamFactory())


def absence(person: User) -> Absence:
    """Of a supervisor whom the person sees, in a unit of its own."""
    away = UserFactory(role=Role.DEPARTMENT)
    SupervisorFactory(organization=away.organization, account=away)
    return cast(Absence, filled_in(Absence, person=away, substitute=UserFactory(), created_by=away))


def item(person: User) -> Item:
    return cast(Item, ItemFactory())


def follow(person: User) -> Follow:
    return Follow.objects.create(item=ItemFactory(), person=person, since=clock.now())


def proposal(person: User) -> EscalationProposal:
    item = Item.objects.visible_to(person).first() or ItemFactory(rectifying=True, overdue=True)
    day, step = clock.today() - timedelta(days=next(_numbers)), EscalationStep.objects.filter(document="").first()
    return cast(EscalationProposal, filled_in(EscalationProposal, item=item, step=step, ground_day=day))


def letter(person: User) -> SupervisionLetter:
    said = {"county": the_county(), "kind": "SUPERVISION"}
    number = f"示督办〔2026〕{next(_numbers)}号"
    document = filled_in(IssuedDocument, number=number, issued_by=person, **said)
    return cast(SupervisionLetter, filled_in(SupervisionLetter, document=document, **said))


def defect(person: User) -> DefectivePaper:
    return cast(DefectivePaper, filled_in(DefectivePaper, paper=letter(person).paper, instrument_id="LAW.EIA"))


def edition(person: User) -> Edition:
    """One that is in use: of those that are drawn up there is one at a time."""
    return edition_in_use()


def superiors_list(person: User) -> SuperiorList:
    return cast(SuperiorList, filled_in(SuperiorList, kind="CITY_ASSIGNED", title=f"第{next(_numbers)}批交办清单"))


def sent_version(person: User) -> SentVersion:
    report = filled_in(MonthlyReport, period=str(Month(1900, 1).plus(next(_numbers))))
    return cast(SentVersion, filled_in(SentVersion, report=report))


def told(person: User) -> RobotMessage:
    robot = GroupRobot.objects.visible_to(person).first() or filled_in(GroupRobot, organization=person.organization)
    day = clock.today() - timedelta(days=next(_numbers))
    return cast(RobotMessage, filled_in(RobotMessage, robot=robot, day=day))


def year_plan(person: User) -> YearPlan:
    return cast(YearPlan, filled_in(YearPlan, number=1, drafted_by=person))


def planned_visit(person: User) -> Line:
    return cast(Line, filled_in(Line, plan=year_plan(person), month=1 + next(_numbers) % 12))


def unplaced_visit(person: User) -> UnplacedVisit:
    return cast(UnplacedVisit, filled_in(UnplacedVisit, plan=year_plan(person)))


def filled_in(model: type[Model], **given: object) -> Model:
    """A row of any table: what is not given and has to be there is the first that fits."""
    for field in model._meta.concrete_fields:
        is_left = field.name not in given and not (field.has_default() or field.null or isinstance(field, AutoField))
        if is_left and not (field.blank and field.empty_strings_allowed):
            given[field.name] = _fitting(field)
    return model._default_manager.create(**given)


def _fitting(field: Any) -> object:
    number = next(_numbers)
    if field.is_relation:
        return the_county() if field.related_model is Organization else _made(field.related_model)
    if field.choices:
        return field.choices[0][0]
    known = {DateTimeField: clock.now(), DateField: clock.today(), JSONField: {}}
    kind = next((kind for kind in known if isinstance(field, kind)), None)
    if kind:
        return known[kind]
    return number if isinstance(field, IntegerField) else str(number)[: field.max_length]


FACTORIES = {
    made._meta.model: made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, DjangoModelFactory) and made is not DjangoModelFactory
}
_OF_A_PERSON = (
    absence,
    defect,
    follow,
    notice,
    delivery,
    edition,
    year_plan,
    planned_visit,
    unplaced_visit,
    item,
    letter,
    proposal,
    sent_version,
    superiors_list,
    told,
    team,
)
MAKERS = {inspect.get_annotations(maker)["return"]: maker for maker in _OF_A_PERSON}
"""Rows of tables that have no factory, and are seen by a person only as these make them."""


def made_for(person: User, model: type[Model]) -> Model:
    """A row of a table that the person may see, as far as that is seen by the whole county or by its own people."""
    return cast(Model, MAKERS[model](person)) if model in MAKERS else _made(model)


def _made(model: type[Model]) -> Model:
    return cast(Model, FACTORIES[model]()) if model in FACTORIES else filled_in(model)


LISTS = {name: (route, pattern.callback) for route, name, pattern in routes() if hasattr(pattern.callback, "listing")}
"""Every address at which a list is shown or leaves."""
EXPORTS = {
    name: next(page for page, (_route, shown) in LISTS.items() if shown.listing is view.listing and page != name)
    for name, (_route, view) in LISTS.items()
    if view.__name__ == "workbook"
}
"""Every address at which a list leaves as a workbook, with that of its page."""
ADDRESSES = {name: address(route, 1) for name, (route, _view) in LISTS.items() if name not in EXPORTS}
"""Every page that is a list."""
_OPENED_BY: dict[str, Role] = {}


class OpenedList:
    """A list as somebody sees it who may; the first of the roles."""

    def __init__(self, client: Any, path: str) -> None:
        self.client, self.path = client, path
        self.person, answer = next(self._tries())
        self.listing = answer.context["listing"]

    def _tries(self) -> Any:
        """The role of last time comes first: which one may is the same for all tests of a list."""
        for role in sorted(Role, key=lambda role: role != _OPENED_BY.get(self.path)):
            person = UserFactory(role=role)
            self.client.force_login(person)
            answer = self.client.get(self.path)
            if answer.status_code == 200:
                _OPENED_BY[self.path] = role
                yield person, answer

    def get(self, **query: str) -> Any:
        return self.client.get(self.path, query)

    def keys(self, **query: str) -> list[Any]:
        return [row.pk for row in self.get(**query).context["page"].object_list]

    @property
    def rows(self) -> Any:
        return self.listing.rows(self.person)

    @property
    def is_a_catalogue(self) -> bool:
        """Whether its rows come with the product and are everybody's."""
        return self.is_of_rows and self.rows.model in set(loaded_models())

    def empty_catalogues(self) -> None:
        """Take the rows of its app's catalogues away, and of those that point at them, for the time of a test."""
        app = self.rows.model._meta.app_label
        for model in reversed(list(loaded_models())):
            pointed = {
                field.related_model._meta.app_label for field in model._meta.concrete_fields if field.is_relation
            }
            if app not in {model._meta.app_label, *pointed}:
                continue
            model._default_manager.all()._raw_delete(model._default_manager.db)

    @property
    def is_of_rows(self) -> bool:
        """Whether it lists rows of a table, and not what is computed."""
        return hasattr(self.rows, "model")

    def fill(self, number: int) -> list[Any]:
        return [made_for(self.person, self.rows.model) for _each in range(number)]
