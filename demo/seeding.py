"""Founds the made-up county and lets its past happen, in one transaction."""

from datetime import date, datetime, time, timedelta
from io import StringIO
from random import Random

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.db.models import F

from accounts.models import User
from core import clock
from core.services import calendar, log
from demo import seasons, shortfalls
from demo.admissions import admit
from demo.bulk.admissions import Admissions
from demo.bulk.dossiers import write_dossiers
from demo.bulk.files import FileShelf
from demo.bulk.stamping import stamp
from demo.bulk.writing import BulkWriter
from demo.campaigns import campaign_twice
from demo.capability import staff
from demo.challenges import challenge_some
from demo.comments import talk
from demo.county import EMAIL_DOMAIN, found_county
from demo.courses import courses_for
from demo.draws import draw_twice
from demo.enterprises import found_enterprises
from demo.guarantors import name_guarantors
from demo.hazard_sources import assess_sources
from demo.key_safety import key_safety
from demo.law import LawBook, amend_some, map_some
from demo.letters import issue_some
from demo.lists import bring_list
from demo.look_backs import find_more
from demo.meetings import meet_twice
from demo.objections import object_to_some
from demo.park_files import fill
from demo.park_maps import draw_maps, spot_some
from demo.parks import found_parks
from demo.permits import remind
from demo.plans import plan_some
from demo.playing import Player
from demo.plots import Plot, Stage, plots
from demo.preparedness import prepare
from demo.projects import decide_some, found_projects, propose
from demo.reports import build_some
from demo.sizes import Size
from demo.superiors import answer_again, answer_first
from demo.timelines import COUNTY_TIME
from demo.tip_batches import enter_two
from demo.tips import tell_some
from demo.views import save_views
from demo.visits import visit_some
from inspections.models import ProblemCategory
from notices.models import Notice
from parks.models import Park
from rectification.models import SignOffStep

FOUNDED_BEFORE = 30
PLAYED_DAYS = 12
UNREAD_DAYS = 4
SHORT_PAST = 100
"""Days for which the guarantors of a big county have checked their hazard sources."""


def is_there() -> bool:
    """Whether a made-up county has been founded in this database."""
    return User.objects.filter(email__endswith=f"@{EMAIL_DOMAIN}").exists()


def seed(size: Size, *, seed: int, today: date, password: str) -> None:
    """Write the demonstration data of a size; the same for a seed and a day.

    What isn't told another moment bears the first one of the day: nothing bears the present.
    """
    for command in ("load_catalogs", "load_calendar"):
        call_command(command, stdout=StringIO(), stderr=StringIO())
    with transaction.atomic(), clock.at(_morning_of(today)):
        random = Random(seed)  # noqa: S311 - a made-up past has to be repeatable
        stage = found(size, random, today, make_password(password))
        life = list(plots(stage, courses_for(size.items, with_merged=not size.bulk)))
        propose(today - timedelta(days=1))
        shortfalls.propose(today - timedelta(days=1))
        if size.bulk:
            _write_all_down(stage, life, seed, size.copies)
        else:
            _let_happen(stage, life, seed)
            with clock.at(_morning_of(today) - timedelta(hours=6)):
                decide_some(stage.county)
                shortfalls.decide_some(stage.county)
                map_some(stage.county)
                amend_some(stage.county, today)
                find_more(stage.county)
            issue_some(stage.county, today)
            plan_some(stage.county, list(Park.objects.order_by("pk")), stage.enterprises, today)
            build_some(stage.county, today)
            _bring_and_answer(stage, today)
        decisions = Admissions(stage.county, today).write(stage.enterprises) if size.bulk else ()
        admit(stage.county, stage.enterprises, today, besides=decisions)
        _dispute(stage, today)
        spot_some(today)
        propose(today)
        remind(today)
        _read_old_notices(today)
        save_views(stage.county)


def _dispute(stage: Stage, today: date) -> None:
    """What enterprises say is wrong in their files, and with what was found at their places."""
    object_to_some(stage.county, stage.enterprises, today)
    challenge_some(stage.county, today)


def _bring_and_answer(stage: Stage, today: date) -> None:
    """A list of files that comes in, the second answers to the superiors' lists, the last meetings, and some talk."""
    bring_list(stage.county, stage.enterprises, today)
    answer_again(stage.county)
    meet_twice(stage.county, today)
    draw_twice(stage.county, stage.enterprises, today)
    campaign_twice(stage.county, today)
    visit_some(stage.county, stage.enterprises, today)
    tell_some(stage.county, stage.enterprises, today)
    enter_two(stage.county, stage.enterprises, today)
    talk(stage.county, today)


def found(size: Size, random: Random, today: date, password: str) -> Stage:
    founded = _morning_of(today - timedelta(days=seasons.DAYS + FOUNDED_BEFORE)) + timedelta(hours=9)
    with clock.at(founded):
        county = found_county(random, password)
        parks = found_parks(county, size.parks, today)
        fill(county, parks, today)
        enterprises = found_enterprises(county, parks, size.enterprises, today)
        assess_sources(county, enterprises, today)
        key_safety(enterprises, today)
        shortfalls.count_people(enterprises, today)
        name_guarantors(county, enterprises, today, days=SHORT_PAST if size.bulk else seasons.DAYS)
        prepare(enterprises, today)
        draw_maps(county, parks, enterprises, today)
        found_projects(county, enterprises, today)
        staff(county, parks, today)
    return Stage(
        county=county,
        enterprises=enterprises,
        today=today,
        seasons=seasons.Seasons(today, size.growth, calendar.current()),
        calendar=calendar.current(),
        random=random,
        law=LawBook(),
        categories={category.code: category for category in ProblemCategory.objects.all()},
        signatures=list(SignOffStep.objects.order_by("order", "code")),
    )


def _let_happen(stage: Stage, life: list[Plot], seed: int) -> None:
    """The long past written in bulk, the last days by the services, with all that they tell people."""
    since = _played_since(stage.today, life)
    begun = [plot.until(since) for plot in life if plot.at < since]
    writer = _write_down(stage, begun, seed, logs=True)
    log.record_all(sorted(writer.log, key=lambda entry: entry.at))
    answer_first(stage.county, since)
    Player(writer.written).play(life, since)


def _write_all_down(stage: Stage, life: list[Plot], seed: int, copies: int) -> None:
    """All of it in bulk, up to the present day, with what stands in the files of the enterprises."""
    _write_down(stage, life, seed)
    write_dossiers(stage.county, stage.enterprises, stage.today)
    stamp(copies)


def _played_since(today: date, life: list[Plot]) -> datetime:
    """Some days ago, and before anything was merged, which only the services do."""
    merged = [step.at for plot in life for step in plot.steps if "merged_into" in step.given]
    return min([_morning_of(today - timedelta(days=PLAYED_DAYS)), *merged])


def _write_down(stage: Stage, life: list[Plot], seed: int, *, logs: bool = False) -> BulkWriter:
    first = min(plot.at for plot in life)
    with clock.at(first):
        shelf = FileShelf(stage.county.logins["coordinator"], first, seed)
    writer = BulkWriter(stage, shelf, logs=logs)
    writer.write(life)
    shelf.clear_away()
    return writer


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, time(), COUNTY_TIME)


def _read_old_notices(today: date) -> None:
    """People have read what is some days old."""
    old = Notice.objects.filter(day__lt=today - timedelta(days=UNREAD_DAYS))
    old.update(read_at=F("created_at") + timedelta(hours=3))
