"""Changes of the catalogue, for tests."""

from datetime import date

from accounts.models import User
from core.services.acting import take
from law.models import Amendment
from law.services import amending
from law.services.amending import Source, Wanted
from law.states import Change, Shelf
from law.workflow import AMENDMENTS

SOURCE = Source("昌县政发〔2026〕9号", "县政府公报", date(2026, 9, 1))
LAST, FIRST = date(2026, 12, 31), "2027-01-01"


def ended(code: str = "LB008", shelf: str = Shelf.BASIS, last_day: date = LAST) -> Wanted:
    """The end of a row."""
    return Wanted(shelf, Change.END, code, last_day=last_day)


def basis_said(**given: str) -> dict[str, str]:
    """What a new basis says."""
    said = {"subject_kind": "category", "subject_code": "A03", "part": "未批先建", "instrument": "LAW.ECO_CODE"}
    return said | {"article": "107", "valid_from": FIRST, "confirmed": "yes"} | given


def new_basis(new_code: str = "", **given: str) -> Wanted:
    """A new basis."""
    return Wanted(Shelf.BASIS, Change.NEW, values=basis_said(**given), new_code=new_code)


def drawn_up(*wanted: Wanted, actor: User) -> Amendment:
    return amending.draft(wanted, SOURCE, actor=actor)


def sent(*wanted: Wanted, actor: User) -> Amendment:
    return take(AMENDMENTS, drawn_up(*wanted, actor=actor).pk, "send", actor=actor)


def entered(*wanted: Wanted, actor: User, by: User) -> Amendment:
    """A change that two persons have made."""
    return take(AMENDMENTS, sent(*wanted, actor=actor).pk, "confirm", actor=by)
