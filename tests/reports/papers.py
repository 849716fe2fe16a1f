"""Every kind of paper that leaves the house, made by the real services, as Word, PDF and page."""

import io
import re
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from io import StringIO

from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from docx import Document as WordFile

from accounts.models import Organization, User
from accounts.states import Role
from core import clock
from core.services.acting import take
from documents import kinds
from documents.blocks import Document
from documents.pages import shown
from documents.pdf import pdf_of
from documents.services import issuing
from documents.services.files import document_of
from documents.word import docx_of
from meetings.services.holding import MINUTES, PARK_MINUTES
from rectification.models import BatchSlip, Item, ListedSupervision, SlipLine
from rectification.rules.issuers import BATCH_SLIP, RECHECK_OPINION, RECTIFICATION_ORDER, REPORT, SIGN_OFF_FORM
from rectification.services import advance
from rectification.states import EscalationDocument, State
from reports import workflow
from reports.services import building, circulars
from reports.services.circulars import document_of as circular_of
from reports.services.writing import document_of as report_of
from superiors.services import answering
from superiors.workflow import PAPERS
from supervision.services import letters, removing
from supervision.services.letters import LetterGiven
from tests.factories import (
    ApplicationFactory,
    DutyFactory,
    EnterpriseFactory,
    ItemFactory,
    MeetingFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
    VisitFactory,
    _Life,
)
from tests.factories import county as county_government
from tests.plans import made
from tests.reports.conftest import OCTOBER, on
from tests.visits.ordered import find

BASIS = "AQ 3067—2026第5.5.7项"
LAW = "，《中华人民共和国安全生产法》第四条第一款"
"""An order to an enterprise rests on a law; the criterion stands beside it."""
PHONE = "0990-5580010"
KEYBOARD = "泄漏检测与修复(VOC)未开展,超标点未修复"
"""A problem as people type it, with the marks of a keyboard."""
REPORTS = ("report", "report-park", "report-correction")
"""What is read of the one kind `REPORT`: that of the county, of a park, and a correction."""
KINDS = (*REPORTS, *sorted(kind.code for kind in kinds.registered() if kind.code != REPORT))


@dataclass
class Paper:
    """A document in the three forms in which people meet it; white space and page numbers are left out."""

    kind: str
    document: Document

    @cached_property
    def word(self):
        word = WordFile(io.BytesIO(docx_of(self.document)))
        parts = [word.element.body, *(each._element for section in word.sections for each in _around(section))]
        return _plain("".join(text.text or "" for part in parts for text in part.iter() if text.tag.endswith("}t")))

    @cached_property
    def pdf(self):
        told = subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=pdf_of(self.document), capture_output=True, check=True
        )
        return _plain(re.sub(r"(?m)^— \d+ —$|\f", "", told.stdout.decode()))

    @cached_property
    def page(self):
        return _plain(strip_tags(render_to_string("documents/document.html", shown(self.document))))

    @property
    def forms(self):
        return {"Word": self.word, "PDF": self.pdf, "page": self.page}


def _around(section):
    return section.header, section.first_page_header, section.footer


def _plain(text):
    return "".join(text.replace("&nbsp;", "").replace("\u200b", "").split())


class County:
    """People, a plant with its leader, and a ledger with something of everything."""

    def __init__(self):
        call_command("load_catalogs", stdout=StringIO())
        with on("09-18"):
            self.leader = UserFactory(
                role=Role.SUPERIOR, name="沈志远", post="副县长", is_head=True, organization=county_government()
            )
            self.plant = EnterpriseFactory(park=ParkFactory(linked_leader=self.leader))
            VisitFactory(
                left=True, state="CLOSED", result="现场检查未发现异常。", enterprise=self.plant, nature="DAILY"
            )
        with on("09-20"):
            self.late = self.item(due_in=20, title=KEYBOARD)
            self.listed = _Life(
                {"enterprise": self.plant, "rectifying": True, "major": True, "due_in": 60, "legal_basis": BASIS + LAW}
            )
            self.listed.run()
            self.people = self.listed.people
        self._failed_and_extended()
        Organization.objects.update(phone=PHONE)
        self.coordinator, self.head = (User.objects.get(pk=self.people[who].pk) for who in ("coordinator", "head"))

    def item(self, **wanted):
        return ItemFactory(enterprise=self.plant, rectifying=True, source="PROV_FEEDBACK", **wanted)

    def _failed_and_extended(self):
        with on("10-08"):
            self.failed, self.extended = self.item(due_in=30), self.item(due_in=20)
            self.waiting = ItemFactory(lead_organization=self.plant.organization, enterprise=self.plant)
            _ask(self.extended, "extend", "enterprise", deadline=clock.today() + timedelta(days=40), **EXTENSION)
            _ask(self.extended, "decide-extension", "coordinator", granted=True, opinion="同意")
        with on("10-12"):
            submitted = _Life({"enterprise": self.plant, "under_review": True, "due_in": 30})
            self.refused = submitted.run()
            day = clock.today() + timedelta(days=25)
            _ask(self.refused, "fail", "inspector", reason="联锁仍未恢复。", deadline=day)

    def letter(self, kind, item, actor):
        given = LetterGiven(
            requirement="请逐条落实。",
            talk_at=clock.now() + timedelta(days=9),
            talk_place="县政府三楼会议室",
            talk_by="副县长沈志远",
        )
        return letters.issue(kind, [item], actor=actor, given=given)

    def papers(self):
        """By kind its document."""
        yield from self._reports()
        with on("11-02"):
            yield "CIRCULAR", circular_of(_issued_circular(self))
        with on("11-03"):
            late = Item.objects.get(pk=self.late.pk)
            for kind in (EscalationDocument.SUPERVISION, EscalationDocument.TALK):
                yield str(kind), document_of(self.letter(kind, late, self.coordinator).paper)
            listed = Item.objects.get(pk=self.listed.item.pk)
            given = {"level": "LISTED", "reason": "重大隐患"}
            listed.assisting.add(self.head.organization)
            advance(listed.pk, "supervise", actor=self.head, version=listed.version, **given)
            listed.refresh_from_db()
            self.notice = self.letter(EscalationDocument.LISTING, listed, self.head)
            yield "LISTING", document_of(self.notice.paper)
        yield "REMOVAL", document_of(self._removed().paper)
        with on("11-29"):
            yield from self._about_rows()
            yield from self._about_lists()

    def _about_lists(self):
        """The answer to the province, and the notice of what has been rectified of its list."""
        done = ItemFactory(enterprise=self.plant, awaiting_sign_off=True, source="PROV_FEEDBACK", due_in=30)
        one = done.finding.sources.get().superior_list
        one.issuer = "澜江省化工产业安全环保整治提升领导小组办公室"
        one.save()
        days = {"published_from": clock.today(), "published_until": clock.today() + timedelta(days=14), "phone": PHONE}
        rows = done.finding.sources.values_list("pk", flat=True)
        yield "LIST_ANSWER", self._signed(answering.draft_answer(one, actor=self.coordinator))
        notice = answering.draft_publication(one, actor=self.coordinator, rows=rows, **days)
        yield "LIST_PUBLICATION", self._signed(notice)

    def _signed(self, paper):
        paper = take(PAPERS, paper.pk, "approve", actor=self.leader, version=paper.version)
        return document_of(take(PAPERS, paper.pk, "issue", actor=self.coordinator, version=paper.version).paper)

    def _about_rows(self):
        """Each kind that is worded of a row: of the late item, or of the first row of its table."""
        project = ProjectFactory(enterprise=self.plant)
        decided = {"decision": "CONDITIONAL", "opinion": "符合园区产业规划。", "conditions": "配套建设废气治理设施。"}
        ApplicationFactory(project=project, state="CONDITIONAL", decided_on=clock.today(), **decided)
        made.in_review(self.coordinator, self.plant)
        self._meet()
        for kind in kinds.registered():
            if kind.wording:
                row, actor = self._row_of(kind)
                yield kind.code, document_of(issuing.issue_about(kind.code, row, actor=actor))

    def _meet(self):
        """A meeting at which one thing of the meeting before is overdue and another one is decided."""
        days = {"opened_by": self.coordinator, "attendees": "县应急管理局 周远\n县生态环境局 江平"}
        before = MeetingFactory(**days, held_at=clock.now() - timedelta(days=21))
        DutyFactory(meeting=before, organization=self.plant.organization, due=clock.today() - timedelta(days=14))
        self.meeting = MeetingFactory(**days, held_at=clock.now() - timedelta(hours=1))
        DutyFactory(meeting=self.meeting, organization=self.plant.organization)
        committee = self.plant.park.committee
        committee.document_word, committee.phone = "砚园管", PHONE
        committee.save()
        self.officer = UserFactory(role=Role.PARK, organization=committee)
        of_park = {**days, "opened_by": self.officer, "park": self.plant.park}
        self.of_park = MeetingFactory(**of_park, held_at=clock.now() - timedelta(hours=2))
        DutyFactory(meeting=self.of_park, organization=self.plant.organization)

    def _slip(self, actor):
        """Two items that the actor's office has assigned to the plant."""
        slip = BatchSlip.objects.create(
            county=actor.organization.county, office=actor.organization, unit=self.plant.organization, day=clock.today()
        )
        for each in (
            ItemFactory(enterprise=self.plant, assigned=True),
            ItemFactory(enterprise=self.plant, assigned=True),
        ):
            SlipLine.objects.create(slip=slip, item=each, assigned_at=each.assigned_at)
        return slip

    def _ordered(self):
        """A visit with a problem that its body orders to be mended."""
        visit = VisitFactory(left=True, enterprise=self.plant)
        find(visit)
        return visit

    def _row_of(self, kind):
        """What a kind is worded of here, and who issues it."""
        if kind.code == RECHECK_OPINION:
            reviewers = self.refused.reviews.get().reviewer.organization
            head = UserFactory(role=Role.DEPARTMENT, organization=reviewers, is_head=True)
            return Item.objects.get(pk=self.refused.pk), head
        actors = (self.coordinator, self.head, self.officer)
        actor = next(each for each in actors if each.organization.kind in kind.bodies)
        if kind.code == BATCH_SLIP:
            return self._slip(actor), actor
        if kind.code == RECTIFICATION_ORDER:
            return self._ordered(), actor
        if kind.code == SIGN_OFF_FORM:
            return ItemFactory(enterprise=self.plant, awaiting_sign_off=True, due_in=30), actor
        if kind.code in (MINUTES, PARK_MINUTES):
            return self.of_park if kind.code == PARK_MINUTES else self.meeting, actor
        return self.late if kind.of is Item else kind.of._default_manager.order_by("pk").first(), actor

    def _reports(self):
        with on("11-01"):
            report = _issued(building.build(OCTOBER, self.plant.county), self)
            of_park = _issued(building.build(OCTOBER, self.plant.county, self.plant.park), self)
            again = take(
                workflow.REPORTS,
                report.pk,
                "correct",
                actor=self.coordinator,
                version=report.version,
                reason="漏列一项",
            )
            self.report = report
            for kind, each in zip(REPORTS, (report, of_park, _issued(again, self)), strict=True):
                yield kind, report_of(each)

    def _removed(self):
        first = ((5, "submit"), (6, "pass"), (6, "confirm-pass"), (7, "publish"))
        for day, name in (*first, *((day, "sign-off") for day in range(20, 28))):
            with on(f"11-{day:02d}"):
                if Item.objects.get(pk=self.listed.item.pk).state != State.CLOSED:
                    self.listed._take(name)
        with on("11-28"):
            listing = ListedSupervision.objects.get(item=self.listed.item)
            return removing.remove(listing.pk, actor=self.head, look_back_on=clock.today() + timedelta(days=90))


EXTENSION = {"reason": "设备交货推迟。", "interim_measures": "停用该罐。"}


def _ask(item, name, who, **given):
    item.refresh_from_db()
    advance(item.pk, name, actor=item.people[who] if hasattr(item, "people") else who, version=item.version, **given)


def _issued(report, county):
    for act, who in (
        ("review", county.coordinator),
        ("approve", county.leader),
        ("issue", county.coordinator),
    ):
        report = take(workflow.REPORTS, report.pk, act, actor=who, version=report.version)
    return report


def _issued_circular(county):
    circular = circulars.draft(county.coordinator, reply_days=5)
    circular = take(workflow.CIRCULARS, circular.pk, "approve", actor=county.leader, version=circular.version)
    return take(workflow.CIRCULARS, circular.pk, "issue", actor=county.coordinator, version=circular.version)
