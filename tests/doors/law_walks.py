"""Requests for the doors by which two persons maintain the catalogue of the law."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.services.acting import take
from law.models import Amendment, DefectivePaper
from law.services import amending
from law.services import book as books
from law.services.amending import Source, Wanted
from law.states import Change, Shelf
from law.workflow import AMENDMENTS
from supervision.models import SupervisionLetter
from tests.browser.soak.world import World
from tests.doors.file_walks import Asked
from tests.doors.sent import Sent

SOURCE = {"source": "昌县政发〔2026〕9号", "read_at": "县政府公报", "read_on": "2026-09-01"}
OF_A_ROW = {f"amendment-{name}": said for name, said in SOURCE.items()}
ROWS: dict[str, dict[str, str]] = {
    "instruments": {"kind": "document", "title_zh": "园区管理办法", "short_zh": "园区办法"},
    "bases": {"subject_kind": "category", "subject_code": "A03", "part": "甲", "instrument": "LAW.ECO_CODE"},
    "criteria": {"item": "9.9", "name_zh": "甲", "name_en": "A", "instrument": "LAW.ECO_CODE"},
}
OF_TABLE = {"instruments": "LAW.ECO_CODE", "bases": "LB008", "criteria": "MC5_1_1"}
FIRST = {"valid_from": "2027-01-01", "confirmed": "yes", "article": "107"}


def asked(path: str, given: dict[str, str]) -> Any:
    def asks(world: World) -> Asked:
        return world.users["coordinator"], path, OF_A_ROW | given

    return asks


def change(world: World) -> Amendment:
    wanted = Wanted(Shelf.BASIS, Change.END, OF_TABLE["bases"], last_day=date(2026, 12, 31))
    source = Source(SOURCE["source"], SOURCE["read_at"], date(2026, 9, 1))
    return amending.draft([wanted], source, actor=world.users["coordinator"])


def stepped(act: str, by: str, *, is_sent: bool, **given: str) -> Any:
    def asks(world: World) -> Asked:
        drawn_up = change(world)
        if is_sent:
            drawn_up = take(AMENDMENTS, drawn_up.pk, "send", actor=world.users["coordinator"])
        return world.users[by], drawn_up.get_absolute_url(), {"act": act, "version": str(drawn_up.version), **given}

    return asks


def book(world: World) -> Asked:
    """The catalogue with one last day more."""
    changed = openpyxl.load_workbook(books.workbook())
    sheet = changed[str(Shelf.BASIS.label)]
    row = next(cell.row for cell in sheet["A"] if cell.value == OF_TABLE["bases"])
    sheet.cell(row, [cell.value for cell in sheet[1]].index("有效期至") + 1, date(2026, 12, 31))
    packed = io.BytesIO()
    changed.save(packed)
    return (
        world.users["coordinator"],
        "/law/book/",
        SOURCE | {"file": SimpleUploadedFile("law.xlsx", packed.getvalue())},
    )


def verdict(world: World) -> Asked:
    """What the legal reviewer says of a letter that cites what has ended."""
    letter = SupervisionLetter.objects.exclude(document=None).order_by("pk").first()
    assert letter
    found = DefectivePaper.objects.create(paper=letter.paper, instrument_id="LAW.EIA", found_on=clock.today())
    said = {
        "verdict": "STANDS",
        "reviewed_by": "顾明远",
        "reviewed_on": "2026-09-01",
        "reason": "仅叙述",
        "version": "1",
    }
    return world.users["coordinator"], found.get_absolute_url(), said | {"version": "1"}


def walks() -> Iterator[Sent]:
    for table, row in ROWS.items():
        yield Sent(f"new row of {table}", asked(f"/law/{table}/new/", row | FIRST))
        yield Sent(f"correction in {table}", asked(f"/law/{table}/{OF_TABLE[table]}/correct/", row | FIRST))
        end = {"last_day": "2026-12-31"}
        yield Sent(f"end of a row of {table}", asked(f"/law/{table}/{OF_TABLE[table]}/end/", end))
    yield Sent("law from a workbook", book)
    yield Sent("verdict on a paper", verdict)
    yield Sent("change of the law sent", stepped("send", "coordinator", is_sent=False))
    yield Sent("change of the law withdrawn", stepped("drop", "coordinator", is_sent=True))
    yield Sent("change of the law confirmed", stepped("confirm", "coordinator2", is_sent=True))
    yield Sent("change of the law refused", stepped("decline", "coordinator2", is_sent=True, reason="文号有误"))


OF_LAW = tuple(walks())
