"""通报: who is late with what, drafted from the ledger, approved by a leader, issued with a number."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from accounts.states import ANSWERING
from core import clock, figures
from core.errors import DomainError, NotAllowedError
from core.figures import Asked, Moment
from core.rules.months import Month
from core.rules.numbers import per_cent
from core.services import calendar, log
from core.steps import Given
from documents.blocks import Annex, Block, Column, Document, Heading, Number, Paragraph, Run, Table, written
from documents.models import IssuedDocument
from documents.rules.office_words import own_name
from documents.services import files, issuing
from documents.services.issuing import contact_of
from notices.services import notices
from notices.services.notices import Words
from rectification.services.issuers import refuse_without_power
from reports.models import Circular
from reports.rules.ranking import RULE, Standing, ranked
from reports.services.item_tables import NOBODY, NOT_APPLICABLE, table_of
from reports.services.paper_kinds import CIRCULAR
from reports.workflow import CIRCULARS, COORDINATOR_ISSUES
from supervision.services.item_facts import facts_of

MOST_ITEMS = 500
CIRCULAR_ISSUED = "circular-issued"
ANNEX = "逾期未完成整改问题清单"
UNITS = (Column("单位", 4), Column("逾期问题（条）", 1.6, True), Column("最长逾期（天）", 1.6, True))
"""The late units of the text; their problems follow line by line in the annex."""


@transaction.atomic
def draft(actor: User, *, reply_days: int, with_ranking: bool = False) -> Circular:
    """Draft one of all that is overdue today. Raises DomainError where nothing is."""
    if not actor.is_coordinator or actor.organization.county is None:
        raise NotAllowedError(str(COORDINATOR_ISSUES))
    refuse_without_power(CIRCULAR, _("Circular"), actor)
    county = actor.organization.county
    asked = Asked.of_county(county, month=Month.of(clock.today()))
    read = figures.read_by("lead_organization", ["ledger.overdue"], asked)
    late = {unit: by["ledger.overdue"].value for unit, by in read.items() if by["ledger.overdue"].value}
    if not late.keys() - {None}:
        raise DomainError(_("Nothing is overdue today."))
    circular = Circular.objects.create(
        county=county,
        day=clock.today(),
        reply_by=calendar.current().add_working_days(clock.today(), reply_days),
        with_ranking=with_ranking,
        content={
            "units": _units(asked, late),
            "total": sum(late.values()),
            "unassigned": late.get(None, 0),
            "ranking": _ranking(asked) if with_ranking else [],
        },
        drafted_by=actor,
        drafted_at=clock.now(),
    )
    after = {"reply_by": circular.reply_by, "with_ranking": with_ranking}
    log.record("circular.draft", circular, actor=actor, after=after)
    return circular


def _units(asked: Asked, late: dict[int | None, int]) -> list[dict[str, Any]]:
    """The late units with the facts of their items, whoever has most first: those the figure counts as theirs."""
    assigned = [unit for unit in late if unit is not None]
    rows: Any = figures.items("ledger.overdue", asked).filter(lead_organization__in=assigned)
    keys = (
        rows.of_value("lead_organization", ",".join(map(str, assigned)))
        .order_by("deadline", "pk")
        .values_list("pk", "lead_organization")[:MOST_ITEMS]
    )
    units: dict[int, list[int]] = defaultdict(list)
    for key, unit in keys:
        units[unit].append(key)
    facts = facts_of([key for items in units.values() for key in items], _this_moment())
    names = dict(Organization.objects.filter(pk__in=assigned).values_list("pk", "name"))
    found = [
        {"unit": unit, "name": name, "late": late[unit], "items": [facts[key] for key in units[unit]]}
        for unit, name in names.items()
    ]
    return sorted(found, key=lambda unit: (-unit["late"], unit["name"]))


def _this_moment() -> Moment:
    """Now, with what has happened at this very moment."""
    return Moment(clock.now() + timedelta(microseconds=1), clock.today())


def _ranking(asked: Asked) -> list[dict[str, object]]:
    codes = ("ledger.due_in_month", "ledger.passed_on_time")
    found = figures.read_by("lead_organization", codes, asked)
    names = dict(Organization.objects.filter(pk__in=[key for key in found if key]).values_list("pk", "name"))
    units = [Standing(names[key], by[codes[0]].value, by[codes[1]].value) for key, by in found.items() if key]
    return [
        {"place": place, "name": unit.name, "due": unit.due, "in_time": unit.in_time} for place, unit in ranked(units)
    ]


@CIRCULARS.effect("approve")
def approve(circular: Circular, actor: User, given: Given) -> None:
    circular.approved_by, circular.approved_at = actor, clock.now()


@CIRCULARS.effect("issue")
def issue(circular: Circular, actor: User, given: Given) -> None:
    """Give it its number; nothing changes afterwards, and each unit that is named is told."""
    circular.document = issuing.issue(
        CIRCULAR, county=circular.county_id, actor=actor, content=lambda paper: worded(circular, paper).as_json()
    )
    _tell_named(circular)


def _tell_named(circular: Circular) -> None:
    """Each unit that is named learns how many of its problems are, by when it replies, and where they stand."""
    late = {unit["unit"]: unit.get("late", len(unit["items"])) for unit in circular.content["units"]}

    def say(person: User) -> Words:
        said = _("%(circular)s names your unit with %(n)s overdue problems; reply in writing by %(day)s")
        day = date_format(circular.reply_by, "DATE_FORMAT")
        return Words(said % {"circular": circular.number, "day": day, "n": late[person.organization_id]})

    people = User.objects.able(*ANSWERING).filter(organization__in=late)
    subject, url = f"reports.circular:{circular.pk}", f"{reverse('rectification:item-list')}?overdue=true"
    notices.tell(people, rule=CIRCULAR_ISSUED, subject=subject, say=say, url=url)


def document_of(circular: Circular) -> Document:
    """The circular in the layout of an official document; as it was issued once it has been."""
    paper = circular.document
    return files.document_of(paper) if paper and paper.content else worded(circular, paper)


def worded(circular: Circular, paper: IssuedDocument | None = None) -> Document:
    """The circular in its words, with the number and day of the paper that it becomes; a draft without one."""
    office = settings.REPORT_ISSUER.removesuffix("文件")
    content = circular.content
    lines = [_facts(unit, item) for unit in content["units"] for item in unit["items"]]
    assigned = content.get("total", 0) - content.get("unassigned", 0)
    return Document(
        title=f"关于{settings.COUNTY_NAME}化工园区问题整改逾期情况的通报",
        blocks=tuple(_blocks(circular)),
        issuer=settings.REPORT_ISSUER,
        number=paper.number if paper else "",
        addressee="各有关单位",
        annexes=(Annex(ANNEX, tuple(table_of(lines, MOST_ITEMS, assigned))),),
        signature=office,
        day=timezone.localdate(paper.issued_at) if paper else None,
        contact=contact_of(circular.drafted_by),
        draft="" if paper else "未印发",
        printed_by=office,
    )


def _facts(unit: dict[str, object], item: dict[str, object]) -> dict[str, object]:
    """The facts of an item; circulars of before hold a number of measures in the place of the measures."""
    measures = item["measures"] if isinstance(item["measures"], str) else ""
    return {**item, "unit": unit["name"], "measures": measures}


def _blocks(circular: Circular) -> list[Block]:
    content = circular.content
    total, at = content.get("total", 0), timezone.localtime(circular.drafted_at)
    runs: list[Run] = [
        f"截至{written(circular.day)}{at.hour}时，逾期未完成整改的问题共",
        Number(f"{total:,}", "ledger.overdue"),
        "条",
    ]
    if content.get("unassigned"):
        runs += ["，其中", NOBODY, Number(f"{content['unassigned']:,}", "ledger.overdue"), "条"]
    us = own_name(settings.REPORT_ISSUER.removesuffix("文件"))
    asked = f"前书面向{us}反馈逾期原因、整改措施和完成时限；对通报事实有异议的，一并提出。"
    found: list[Block] = [
        Paragraph((f"现将{settings.COUNTY_NAME}化工园区问题整改逾期情况通报如下：",)),
        Heading("一、逾期情况"),
        Paragraph((*runs, "。各单位逾期问题数量如下，具体问题见附件。")),
        _unit_table(content),
        Heading("二、有关要求"),
        Paragraph((f"请上述单位于{written(circular.reply_by)}{asked}",)),
    ]
    if content["ranking"]:
        found += [Heading("三、按期整改情况"), _ranking_table(content["ranking"])]
    return [*found, Paragraph(("特此通报。",))]


def _unit_table(content: dict[str, Any]) -> Table:
    """One line a unit, what nobody has been assigned in one of its own, and the sum that the text says."""
    lines: list[tuple[Run, ...]] = []
    for unit in content["units"]:
        count, longest = (
            unit.get("late", len(unit["items"])),
            max((item["days_late"] for item in unit["items"]), default=0),
        )
        lines.append((unit["name"], Number(f"{count:,}", "ledger.overdue"), str(longest or NOT_APPLICABLE)))
    if content.get("unassigned"):
        lines.append((NOBODY, Number(f"{content['unassigned']:,}", "ledger.overdue"), NOT_APPLICABLE))
    total = Number(f"{content.get('total', 0):,}", "ledger.overdue")
    return Table(UNITS, (*lines, ("合计", total, NOT_APPLICABLE)))


def _ranking_table(ranking: list[dict[str, Any]]) -> Table:
    columns = (
        Column("名次", 1, True),
        Column("单位", 4),
        Column("当月到期", 1.2, True),
        Column("按期通过", 1.2, True),
        Column("按期整改率", 1.5, True),
    )
    rows = tuple(
        (
            str(line["place"]),
            line["name"],
            str(line["due"]),
            str(line["in_time"]),
            per_cent(line["in_time"], line["due"]),
        )
        for line in ranking
    )
    return Table(columns, rows, note=RULE)
