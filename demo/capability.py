"""The supervisors and instruments of the made-up units, with years of posts, trainings and calibrations behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from accounts.models import Absence, Organization, User
from capability.models import (
    Calibration,
    EarlierPost,
    Equipment,
    Supervisor,
    SupervisorCertificate,
    Team,
    Training,
)
from capability.rules.staffing import training_due
from capability.states import CertificateKind, EquipmentState, TrainingResult
from core import clock
from core.rules.months import Month, add_months
from core.services import editing
from demo.county import County
from demo.hazard_sources import SAVED_TOGETHER
from demo.texts import capability as texts
from demo.texts.names import GIVEN_FIRST, GIVEN_SECOND, SURNAMES
from demo.timelines import entered
from parks.models import Park

NEEDED_HOURS = 40
YEARS = 3
LEFT_BEFORE = 200
"""Days since the only supervisor of a unit has gone."""
CERTIFICATE_IN = (-20, 25, 70, 200, 400, 700, 1000)
CALIBRATE_IN = (-12, 9, 40, 120, 200, 260, 330)
"""Days until certificates and calibrations run out; below 0 they have."""


@dataclass(frozen=True)
class Made:
    """A supervisor with what stands in the file."""

    person: Supervisor
    earlier: list[EarlierPost]
    certificates: list[SupervisorCertificate]
    trainings: list[Training]


def staff(county: County, parks: list[Park], today: date) -> None:
    """Give each supervising unit its file, its people and its instruments."""
    keeper = county.logins["coordinator"]
    made: list[Made] = []
    things: list[tuple[Equipment, list[Calibration]]] = []
    for unit, number, qualified, duties in _teams(county, parks):
        editing.add(Team(organization=unit, **duties), actor=keeper, names=["organization", *duties])
        random = Random(f"{unit.name} capability")  # noqa: S311 - a made-up past has to be repeatable
        made += _people(county, unit, number, qualified, random, today)
        things += _things(unit, number, random, today, keeper)
    _write_people(made)
    _write_things(things)
    _be_away(county, today)


def _teams(county: County, parks: list[Park]) -> Iterator[tuple[Organization, int, int, dict[str, bool]]]:
    for key, number, qualified, visits, rounds, permits in texts.TEAMS:
        said = {"visits_parks": visits, "visits_enterprises": rounds, "reviews_permits": permits}
        yield county.units[key], number, qualified, said
    for park in parks:
        if park.committee is not None:
            number, qualified = texts.OF_A_COMMITTEE
            yield park.committee, number, qualified, {"visits_parks": True, "visits_enterprises": True}


def _people(
    county: County, unit: Organization, number: int, qualified: int, random: Random, today: date
) -> Iterator[Made]:
    accounts = county.people[unit.pk]
    for place in range(number):
        account = accounts[place] if place < len(accounts) else None
        person = _person(unit, random, today, place, is_professional=place < qualified)
        if account is not None:
            person.name, person.account, person.post = account.name, account, account.post or person.post
        yield _filed(person, random, today, place)
    if not number:
        gone = _person(unit, random, today, 0, is_professional=True)
        gone.name, gone.left_on = texts.LEFT, today - timedelta(days=LEFT_BEFORE)
        yield _filed(gone, random, today, 0)


def _person(unit: Organization, random: Random, today: date, place: int, *, is_professional: bool) -> Supervisor:
    since = today - timedelta(days=random.randint(60, 650) if place % 3 == 2 else random.randint(700, 2600))
    until = today + timedelta(days=random.choice(CERTIFICATE_IN) + random.randint(0, 15))
    return Supervisor(
        organization=unit,
        name=random.choice(SURNAMES) + random.choice(GIVEN_FIRST) + random.choice((*GIVEN_SECOND, "")),
        post=texts.POSTS[place % len(texts.POSTS)],
        since=since,
        has_degree=is_professional,
        major=random.choice(texts.MAJORS if is_professional else texts.OTHER_MAJORS),
        degree_on=date(since.year - random.randint(4, 12), 6, 30) if is_professional else None,
        practising_since=since - timedelta(days=random.randint(1200, 3000)) if is_professional else since,
        evidence=random.choice(texts.EVIDENCE) if is_professional else "",
        certificate_number=f"629901-{random.randint(1000, 9999)}",
        certificate_until=until,
    )


def _filed(person: Supervisor, random: Random, today: date, place: int) -> Made:
    """With a post before every second one's, a further certificate of some, and trainings of three years."""
    assert person.since is not None
    earlier = []
    if place % 2:
        first = person.since - timedelta(days=random.randint(400, 900))
        last = person.since - timedelta(days=1)
        earlier.append(EarlierPost(person=person, post="办公室科员", since=first, until=last))
    papers = []
    if person.has_degree and place % 3 == 0:
        until = today + timedelta(days=random.choice(CERTIFICATE_IN))
        papers.append(
            SupervisorCertificate(
                person=person,
                kind=CertificateKind.SAFETY_ENGINEER,
                number=f"AG{random.randint(10**7, 10**8 - 1)}",
                issued_on=add_months(until, -60),
                valid_until=until,
            )
        )
    trainings = list(_trainings(person, random, today, is_behind=place % 5 == 4))
    person.training_by = training_due(_hours(trainings), today.year, NEEDED_HOURS)
    return Made(person, earlier, papers, trainings)


def _trainings(person: Supervisor, random: Random, today: date, *, is_behind: bool) -> Iterator[Training]:
    for year in range(today.year - YEARS + 1, today.year + 1):
        subjects = random.sample(texts.TRAININGS, 2 if is_behind and year == today.year else len(texts.TRAININGS))
        for subject, hours in subjects:
            held = date(year, random.randint(1, 12), random.randint(1, 28))
            if held <= today and (person.left_on is None or held <= person.left_on):
                yield Training(
                    person=person,
                    subject=subject,
                    held_on=held,
                    hours=hours,
                    result=TrainingResult.PASSED if hours > 8 else TrainingResult.ATTENDED,
                    organiser=random.choice(texts.ORGANISERS),
                )


def _hours(trainings: list[Training]) -> dict[int, int]:
    found: dict[int, int] = {}
    for training in trainings:
        found[training.held_on.year] = found.get(training.held_on.year, 0) + training.hours
    return found


def _things(
    unit: Organization, number: int, random: Random, today: date, keeper: User
) -> Iterator[tuple[Equipment, list[Calibration]]]:
    for place, (kind, name, months) in enumerate(texts.THINGS[: 2 + number]):
        thing = Equipment(
            organization=unit,
            kind=kind,
            name=name,
            serial=f"YC{random.randint(10000, 99999)}",
            bought_on=today - timedelta(days=random.randint(900, 2000)),
        )
        made = list(_calibrations(thing, months, random, today, keeper)) if months else []
        if made:
            thing.calibrate_by = made[0].valid_until
        if place == 4:
            thing.state, thing.lent_to, thing.lent_on = EquipmentState.LENT, texts.LENT_TO, today - timedelta(days=12)
        yield thing, made


def _calibrations(thing: Equipment, months: int, random: Random, today: date, keeper: User) -> Iterator[Calibration]:
    """Those of three rounds, the latest first."""
    until = today + timedelta(days=random.choice(CALIBRATE_IN))
    body = random.choice(texts.BODIES)
    for _round in range(YEARS):
        day = add_months(until, -months)
        if day <= today:
            yield Calibration(
                equipment=thing,
                calibrated_on=day,
                body=body,
                number=f"JZ{day:%Y}-{random.randint(1000, 9999)}",
                valid_until=until,
                recorded_by=keeper,
                recorded_at=entered(day),
            )
        until = day


def _write_people(made: list[Made]) -> None:
    Supervisor.objects.bulk_create([each.person for each in made], batch_size=SAVED_TOGETHER)
    earlier = [row for each in made for row in each.earlier]
    certificates = [row for each in made for row in each.certificates]
    trainings = [row for each in made for row in each.trainings]
    filed: list[EarlierPost | SupervisorCertificate | Training] = [*earlier, *certificates, *trainings]
    for row in filed:
        row.person_id = row.person.pk
    EarlierPost.objects.bulk_create(earlier, batch_size=SAVED_TOGETHER)
    SupervisorCertificate.objects.bulk_create(certificates, batch_size=SAVED_TOGETHER)
    Training.objects.bulk_create(trainings, batch_size=SAVED_TOGETHER)


def _write_things(things: list[tuple[Equipment, list[Calibration]]]) -> None:
    Equipment.objects.bulk_create([thing for thing, _made in things], batch_size=SAVED_TOGETHER)
    rows = [row for _thing, made in things for row in made]
    for row in rows:
        row.equipment_id = row.equipment.pk
    Calibration.objects.bulk_create(rows, batch_size=SAVED_TOGETHER)


def _be_away(county: County, today: date) -> None:
    """An inspector takes a week off next month."""
    month = Month.of(today).plus(1)
    Absence.objects.create(
        person=county.logins["inspector"],
        substitute=county.logins["inspector2"],
        first_day=month.first + timedelta(days=6),
        last_day=month.first + timedelta(days=12),
        created_by=county.logins["emergency"],
        created_at=clock.now(),
    )
