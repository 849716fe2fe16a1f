from datetime import date

from celery import shared_task

from core import clock
from core.services import runs
from supervision.services import escalating, reminding, robots


@shared_task(name="rectification.send_due_reminders", acks_late=True)
def send_due_reminders(on: str | None = None) -> dict[str, object]:
    """Every morning: the reminders of today, or of the day given."""
    day = date.fromisoformat(on) if on else clock.today()
    with runs.observed(reminding.JOB, day):
        return reminding.send_due_reminders(day).as_json()


@shared_task(name="rectification.catch_up_reminders", acks_late=True)
def catch_up_reminders() -> list[str]:
    """Every minute: the days on which nothing ran."""
    with runs.observed(reminding.JOB, clock.today()):
        return [day.isoformat() for day in reminding.catch_up(clock.now())]


@shared_task(name="rectification.escalate_overdue", acks_late=True)
def escalate_overdue(on: str | None = None) -> dict[str, object]:
    """Every morning: what the ladder proposes today, or on the day given."""
    day = date.fromisoformat(on) if on else clock.today()
    with runs.observed(escalating.JOB, day):
        return escalating.escalate_overdue(day).as_json()


@shared_task(name="rectification.catch_up_escalation", acks_late=True)
def catch_up_escalation() -> list[str]:
    """Every minute: the days on which nothing was proposed."""
    with runs.observed(escalating.JOB, clock.today()):
        return [day.isoformat() for day in escalating.catch_up(clock.now())]


@shared_task(name="rectification.deliver_robots", acks_late=True)
def deliver_robots() -> int:
    """Every minute: the line of the day for each group robot, once the morning has come."""
    return robots.run(clock.now())
