"""What the engine of safety proposes of the made-up enterprises, and places with a limit of people."""

from datetime import date, datetime, time, timedelta

from core import clock
from core.services.acting import take
from demo.county import County
from demo.timelines import COUNTY_TIME
from enterprises.models import Enterprise
from rectification.services.from_shortfalls import put_on_ledger
from safety.models import CrowdedPlace
from safety.services import proposing
from safety.states import PlaceKind, ShortfallKind
from safety.workflow import SHORTFALLS

NIGHT = time(2, 40)
PLACES = (
    ("加氢装置检维修作业", PlaceKind.ABNORMAL_JOB, 5),
    ("重氮化厂房", PlaceKind.FINE_BUILDING, 2),
    ("反应釜异常工况处置", PlaceKind.ABNORMAL_JOB, 8),
    ("硝化厂房", PlaceKind.FINE_BUILDING, 4),
)


def count_people(enterprises: list[Enterprise], today: date) -> None:
    """Each enterprise with a key process has a post or building; some have too many people there."""
    keyed = [enterprise for enterprise in enterprises if enterprise.has_key_process]
    CrowdedPlace.objects.bulk_create(
        CrowdedPlace(enterprise=enterprise, name=name, kind=kind, people=people, counted_on=today - timedelta(days=20))
        for number, enterprise in enumerate(keyed)
        for name, kind, people in (PLACES[number % len(PLACES)],)
    )


def propose(day: date) -> None:
    """Let the engine look at them, as its job does in the night of a day."""
    with clock.at(datetime.combine(day, NIGHT, COUNTY_TIME)):
        proposing.propose_all(day)


def decide_some(county: County) -> None:
    """A duty not performed has become a problem, a person below the post was dismissed; the rest waits."""
    officer = county.logins["emergency"]
    waiting = SHORTFALLS.waiting_for(officer).order_by("pk")
    if first := waiting.filter(kind=ShortfallKind.GUARANTOR).first():
        put_on_ledger(first.pk, actor=officer, version=first.version)
    if other := waiting.filter(kind=ShortfallKind.PERSON).first():
        take(SHORTFALLS, other.pk, "dismiss", actor=officer, version=other.version, reason="学历证书已核验，待补录。")
