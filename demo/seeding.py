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
from demo import seasons
from demo.bulk.files import FileShelf
from demo.bulk.stamping import stamp
from demo.bulk.writing import BulkWriter
from demo.county import EMAIL_DOMAIN, found_county
from demo.courses import courses_for
from demo.enterprises import found_enterprises
from demo.letters import issue_some
from demo.parks import found_parks
from demo.playing import Player
from demo.plots import Plot, Stage, plots
from demo.reports import build_some
from demo.sizes import Size
from demo.timelines import COUNTY_TIME
from demo.views import save_views
from inspections.models import ProblemCategory
from notices.models import Notice
from rectification.models import SignOffStep

FOUNDED_BEFORE = 30
PLAYED_DAYS = 12
UNREAD_DAYS = 4


def is_there() -> bool:
    """Whether a made-up county has been founded in this database."""
    return User.objects.filter(email__endswith=f"@{EMAIL_DOMAIN}").exists()


def seed(size: Size, *, seed: int, today: date, password: str) -> None:
    """Write the demonstration data of a size; the same for a seed and a day."""
    for command in ("load_catalogs", "load_calendar"):
        call_command(command, stdout=StringIO(), stderr=StringIO())
    with transaction.atomic():
        random = Random(seed)  # noqa: S311 - a made-up past has to be repeatable
        stage = found(size, random, today, make_password(password))
        life = list(plots(stage, courses_for(size.items, with_merged=not size.bulk)))
        if size.bulk:
            _write_down(stage, life, seed)
            stamp(size.copies)
        else:
            _let_happen(stage, life, seed)
            issue_some(stage.county, today)
            build_some(stage.county, today)
        _read_old_notices(today)
        save_views(stage.county)


def found(size: Size, random: Random, today: date, password: str) -> Stage:
    founded = _morning_of(today - timedelta(days=seasons.DAYS + FOUNDED_BEFORE)) + timedelta(hours=9)
    with clock.at(founded):
        county = found_county(random, password)
        parks = found_parks(county, size.parks, today)
        enterprises = found_enterprises(county, parks, size.enterprises, today)
    return Stage(
        county=county,
        enterprises=enterprises,
        today=today,
        seasons=seasons.Seasons(today, size.growth, calendar.current()),
        calendar=calendar.current(),
        random=random,
        categories={category.code: category for category in ProblemCategory.objects.all()},
        signatures=list(SignOffStep.objects.order_by("order", "code")),
    )


def _let_happen(stage: Stage, life: list[Plot], seed: int) -> None:
    """The long past written in bulk, the last days by the services, with all that they tell people."""
    since = _played_since(stage.today, life)
    begun = [plot.until(since) for plot in life if plot.at < since]
    writer = _write_down(stage, begun, seed, logs=True)
    log.record_all(sorted(writer.log, key=lambda entry: entry.at))
    Player(writer.written).play(life, since)


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
