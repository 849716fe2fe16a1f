"""The gauges of core: daily jobs, messages that wait, the queue of the workers."""

from collections.abc import Mapping
from datetime import datetime

from amqp.exceptions import ChannelError
from celery import current_app
from django.db.models import Count

from core import clock, gauges, outbox
from core.gauges import Gauge
from core.services import runs

TIMEOUT_SECONDS = 3
Values = Mapping[tuple[str, ...], float]


def register() -> None:
    """Offer the gauges; called by the app's config."""
    gauges.offer(
        Gauge("job_last_success_timestamp_seconds", "When a daily job last did its work; 0: never", _ends, ("job",)),
        Gauge("job_days_missed", "Days of the last two months without the run that was due", _missed, ("job",)),
        Gauge("job_failing", "1 where a daily job broke off and has not finished since", _failing, ("job",)),
        Gauge("messages", "Messages by way and state", _messages, ("way", "state")),
        Gauge("queue_length", "Jobs that wait for a worker", _queue, ("queue",)),
    )


def age(since: datetime | None) -> float:
    """Seconds since a moment, 0 where there is none."""
    return max(0.0, (clock.now() - since).total_seconds()) if since else 0.0


def _ends() -> Values:
    return {
        (course.job.name,): course.finished_at.timestamp() if course.finished_at else 0.0
        for course in runs.courses(clock.now())
    }


def _missed() -> Values:
    return {(course.job.name,): len(course.missed) for course in runs.courses(clock.now())}


def _failing() -> Values:
    return {(course.job.name,): course.is_failing for course in runs.courses(clock.now())}


def _messages() -> Values:
    return {
        (way.code, state): count
        for way in outbox.registered()
        for state, count in way.rows().order_by().values_list("state").annotate(Count("pk"))
    }


def _queue() -> Values:
    queue = current_app.conf.task_default_queue
    with current_app.connection_for_read(connect_timeout=TIMEOUT_SECONDS) as broker:
        broker.ensure_connection(max_retries=1, timeout=TIMEOUT_SECONDS)
        try:
            waiting = broker.default_channel.queue_declare(queue, passive=True).message_count
        except ChannelError:  # an empty queue is not there at all
            waiting = 0
    return {(queue,): waiting}
