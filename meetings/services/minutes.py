"""会议纪要: what a meeting was told and has decided, as its office issues it (GB/T 9704-2012, 10.3: no signature).

All of it stands as at the end of the meeting's day, however much later it is issued: one moment, one paper.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.states import OrganizationKind, Reach
from core import clock
from core.errors import NotAllowedError, WrongStateError
from core.figures import Moment
from documents.blocks import Block, Column, Document, Heading, Number, Paragraph, Run, Table, written
from documents.kinds import DocumentKind, stands_alone
from documents.models import IssuedDocument
from documents.rules.numbers import Series
from documents.rules.office_words import for_paper
from documents.services.issuing import contact_of, foreseen, issue_about
from meetings.models import Duty, Meeting
from meetings.services import reviewing
from meetings.services.baselines import Baseline
from meetings.services.holding import MINUTES, PARK_MINUTES, lock
from meetings.services.since import Part, read
from meetings.states import DutyState
from meetings.workflow import holds

PLACE, WHAT, UNIT = Column("序号", 0.8, True), Column("议定事项", 4), Column("责任单位、责任人", 3)
DUE, STATE = Column("完成时限", 2.6), Column("落实情况", 3)
SEPARATOR = "；"
STATES = {
    DutyState.GIVEN: "正在办理",
    DutyState.DONE: "已报办结，待确认",
    DutyState.CONFIRMED: "已办结",
    DutyState.CANCELLED: "不再办理",
}


@transaction.atomic
@clock.still()
def issue(meeting: Meeting, *, actor: User, seen: str | None = None) -> IssuedDocument:
    """Issue the minutes; nothing of the meeting changes while it does.

    Raises NotAllowedError for another office than that which held it, WrongStateError where that has no word of its
    own in document numbers, else as `issue_about`.
    """
    _refuse_unable(meeting, actor)
    return issue_about(_kind_of(meeting), lock(meeting), actor=actor, seen=seen)


def foresee(meeting: Meeting, *, actor: User) -> IssuedDocument:
    """The minutes as they would be issued now; nothing is kept of them. Raises as `issue`."""
    _refuse_unable(meeting, actor)
    return foreseen(_kind_of(meeting), meeting, actor=actor)


def is_numbered(meeting: Meeting, person: User) -> bool:
    """Whether the minutes leave as a paper with a number; of a committee without a word of its own as a print."""
    return meeting.park_id is None or bool(person.organization.document_word)


def _kind_of(meeting: Meeting) -> str:
    return PARK_MINUTES if meeting.park_id else MINUTES


def _refuse_unable(meeting: Meeting, actor: User) -> None:
    if not holds(meeting, actor):
        raise NotAllowedError(gettext("The office that held the meeting issues its minutes."))
    if not is_numbered(meeting, actor):
        raise WrongStateError(
            gettext("Your unit has no word of its own in document numbers; print the meeting, or have one entered.")
        )


def wording(meeting: Meeting, paper: IssuedDocument) -> Document:
    """What was told, what has become of earlier decisions, what is decided, who was there."""
    assert paper.issuer is not None
    assert paper.issued_by is not None
    with translation.override("zh-hans"):
        blocks = tuple(_blocks(meeting, paper.issued_by))
    return Document(
        title=f"{for_paper(meeting.title)}纪要",
        blocks=blocks,
        issuer=f"{paper.issuer.name}会议纪要",
        number=paper.number,
        day=clock.today(),
        contact=contact_of(paper.issued_by),
        printed_by=paper.issuer.name,
    )


def _blocks(meeting: Meeting, reader: User) -> Iterator[Block]:
    asked = reviewing.asked_at(meeting, reader)
    before = reviewing.before(meeting, asked)
    end = Moment.end_of(timezone.localdate(meeting.held_at))
    yield Paragraph((_opening(meeting),))
    yield Heading("一、问题整改变化情况")
    yield Paragraph(tuple(_changes(before.baseline, [part for said in read(asked, before.baseline) for part in said])))
    carried = list(reviewing.carried(meeting, before.baseline.moment, reader))
    decided = list(meeting.duties.select_related("organization", "person"))
    numerals = iter("二三")
    if carried:
        yield Heading(f"{next(numerals)}、此前议定事项落实情况")
        rows = ((*_said(duty), _became(duty, end)) for duty in carried)
        yield Table((PLACE, WHAT, UNIT, DUE, STATE), tuple(_numbered(rows)))
    if decided:
        yield Heading(f"{next(numerals)}、会议议定事项")
        yield Table((PLACE, WHAT, UNIT, DUE), tuple(_numbered(map(_said, decided))))
    if there := [line.strip() for line in meeting.attendees.splitlines() if line.strip()]:
        yield Paragraph((f"出席：{for_paper(SEPARATOR.join(there))}。",))


def _opening(meeting: Meeting) -> str:
    at = timezone.localtime(meeting.held_at)
    minute = f"{at.minute}分" if at.minute else ""
    place = f"在{for_paper(meeting.place)}" if meeting.place else ""
    held = (
        f"{written(at.date())}{at.hour}时{minute}，{for_paper(meeting.chair)}{place}主持召开{for_paper(meeting.title)}"
    )
    return f"{held}。现将会议情况纪要如下："


def _changes(baseline: Baseline, parts: list[Part]) -> Iterator[Run]:
    """自上次会议以来，…: the sentences of the page, each number the registered figure."""
    day = written(baseline.moment.day)
    yield f"自{day}（{baseline.label}）以来，" if parts else f"自{day}（{baseline.label}）以来，问题整改情况没有变化。"
    for part in parts:
        yield part.before
        yield Number(str(part.reading.value), part.reading.figure.code)
        yield f"{part.after}{part.mark}"


def _said(duty: Duty) -> tuple[Run, ...]:
    person = f"，{duty.person.name}" if duty.person else ""
    return for_paper(duty.text), f"{for_paper(duty.organization.name)}{person}", written(duty.due)


def _became(duty: Duty, end: Moment) -> str:
    """How it stood when the day of the meeting was over, with what the unit has reported by then."""
    if duty.ended_at and duty.ended_at <= end.at:
        state = DutyState(duty.state)
    else:
        state = DutyState.DONE if duty.done_at and duty.done_at <= end.at else DutyState.GIVEN
    if state == DutyState.GIVEN:
        return "逾期未办结" if duty.due < end.day else STATES[state]
    told = duty.answer if state == DutyState.CANCELLED else duty.report
    return f"{STATES[state]}：{for_paper(' '.join(told.split())).rstrip('。')}" if told.strip() else STATES[state]


def _numbered(rows: Iterable[tuple[Run, ...]]) -> Iterator[tuple[Run, ...]]:
    return ((str(place), *row) for place, row in enumerate(rows, 1))


def word_of(body: Organization) -> str:
    return f"{body.word_on_papers}纪"


SERIES = Series("minutes:{county}:{word}:{year}")
KINDS = (
    DocumentKind(
        code=MINUTES,
        label=_("Minutes of a meeting"),
        series=SERIES,
        word=word_of,
        bodies=frozenset({OrganizationKind.COUNTY, OrganizationKind.OFFICE}),
        of=Meeting,
        wording=wording,
        file_name="{title}",
        held=stands_alone,
        seen_by=lambda user: user.reach == Reach.COUNTY,
    ),
    DocumentKind(
        code=PARK_MINUTES,
        label=_("Minutes of a meeting of a park"),
        series=SERIES,
        word=word_of,
        bodies=frozenset({OrganizationKind.PARK_COMMITTEE}),
        of=Meeting,
        wording=wording,
        file_name="{title}",
        held=stands_alone,
        seen_by=lambda user: user.reach in (Reach.COUNTY, Reach.PARK),
    ),
)
