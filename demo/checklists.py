"""Checklists of the made-up county: editions by two coordinators, answers of visits that were paid, signatures."""

import io
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from accounts.models import User
from checklists.models import Edition
from checklists.services import answering, asking, editions, signing
from checklists.services.answering import Given
from checklists.states import Kind, Said, Trait
from checklists.workflow import EDITIONS
from core import clock
from core.services.acting import take
from demo.timelines import COUNTY_TIME
from visits.models import Visit

CONDITIONS = {"SAF06": Trait.SOURCE, "SAF07": Trait.PROCESS, "SAF08": Trait.SOURCE, "SAF24": Trait.SOURCE}
"""Items that are asked only where there is something of the kind."""
NOTE = {Said.NONE: "该企业无此类设施。"}
NONE_EACH = 9


def keep(author: User, other: User, today: date) -> None:
    """An edition of each checklist, in use for a year."""
    for kind in Kind:
        with clock.at(_at(today - timedelta(days=370), 9)):
            made = editions.draw_up(kind.value, clock.today(), actor=author)
        for code, trait in CONDITIONS.items():
            for question in made.questions.filter(code=code):
                values = {"trait": trait.value}
                with clock.at(_at(today - timedelta(days=370), 10)):
                    editions.change(question, actor=author, version=question.version, values=values)
        with clock.at(_at(today - timedelta(days=369), 9)):
            take(EDITIONS, made.pk, "approve", actor=other)


def drawn_up(author: User, today: date) -> Edition:
    """One that waits for the second person."""
    with clock.at(_at(today - timedelta(days=1), 15)):
        return editions.draw_up(Kind.SAFETY, today + timedelta(days=14), actor=author)


def answer(visit: Visit, kind: Kind, actor: User) -> None:
    """All items that are asked, at the present moment, then signed by the team and the plant."""
    sheet = asking.sheet_of(visit, kind)
    if sheet is None:
        return
    for place, line in enumerate(sheet.lines, 1):
        said = Said.NONE if place % NONE_EACH == 0 else Said.MET
        given = Given(said.value, NOTE.get(said, ""))
        answering.answer(visit, kind.value, line.question.code, given, actor=actor)
    _sign(visit, actor)


def _sign(visit: Visit, actor: User) -> None:
    shown = asking.hash_on(visit)
    for place, officer in enumerate(visit.officers.all()[:2]):
        picture = ContentFile(_stroke(place), name="签名.png")
        signing.sign(visit, signing.Given(officer.name, shown, officer, picture), actor=actor)
    refusal = signing.Given("郑国强", shown, is_refused=True, note="对检查方式有异议，拒绝签字。")
    signing.sign(visit, refusal, actor=actor)


def _stroke(place: int) -> bytes:
    picture = Image.new("RGB", (300, 100), "white")
    points = [(20 + 26 * step, 50 + (30 if (step + place) % 2 else -28)) for step in range(10)]
    ImageDraw.Draw(picture).line(points, fill="#10233f", width=4, joint="curve")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), COUNTY_TIME)
