"""C6: jobs by task name and by command, with the same answer."""

import json
from io import StringIO

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import CommandError, call_command

from core import clock
from core.services import runs
from supervision.tasks import catch_up_reminders, send_due_reminders
from tests.factories import ItemFactory

KEYS = {"on", "due", "overdue", "created", "sent", "skipped_duplicates"}


def run(*arguments):
    answer = StringIO()
    call_command("send_due_reminders", *arguments, stdout=answer)
    return answer.getvalue()


@pytest.mark.django_db
def test_the_command_answers_one_json_object_and_nothing_else(settings, capfd):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    ItemFactory(rectifying=True, overdue=True)

    answer = json.loads(run("--json"))

    assert answer.keys() == KEYS
    assert answer["on"] == clock.today().isoformat()
    assert answer["overdue"] == 1
    assert answer["created"] >= answer["sent"] == 3
    assert capfd.readouterr().out == ""


@pytest.mark.django_db
def test_a_second_run_creates_nothing_and_says_what_was_there():
    ItemFactory(rectifying=True, overdue=True)
    first = json.loads(run("--json", "--on", "2027-03-02"))

    second = json.loads(run("--json", "--on", "2027-03-02"))

    assert first["on"] == second["on"] == "2027-03-02"
    assert (second["created"], second["sent"]) == (0, 0)
    assert second["skipped_duplicates"] == first["created"] > 0


@pytest.mark.django_db
def test_the_task_answers_like_the_command():
    ItemFactory(rectifying=True, due_in=1)

    task = send_due_reminders.apply(kwargs={"on": clock.today().isoformat()}).get()
    command = json.loads(run("--json"))

    assert task.keys() == KEYS
    assert (task["due"], task["created"], task["sent"]) == (1, 1, 1)
    assert (command["due"], command["created"]) == (1, 0)


@pytest.mark.django_db
def test_without_json_the_command_speaks():
    assert run("--on", "2026-11-24") == ("2026-11-24：即将到期 0 项，逾期 0 项；新增消息 0 条，发出汇总邮件 0 封。\n")


def test_a_wrong_day_is_said_in_one_line():
    with pytest.raises(CommandError, match=r"--on: invalid day value: '24\.11\.2026'"):
        run("--on", "24.11.2026")


@pytest.mark.django_db
def test_the_sweep_finds_a_first_day_only_once():
    catch_up_reminders.apply()

    assert catch_up_reminders.apply().get() == []


def test_every_scheduled_task_is_known_under_its_name():
    current_app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert "rectification.send_due_reminders" in scheduled
    assert scheduled <= set(current_app.tasks)


@pytest.mark.django_db
def test_each_job_of_the_day_has_a_name_so_that_somebody_is_told_when_it_did_not_run():
    daily = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if _is_of_the_day(entry["schedule"])}

    assert daily - {course.job.name for course in runs.courses(clock.now())} == set()
    assert len(daily) > 6


def _is_of_the_day(at):
    """Once each day, neither oftener nor on some days of the month alone."""
    return len(at.hour) == len(at.minute) == 1 and len(at.day_of_month) == 31
