"""A message to the workers is a hint: what is to be done stands in a row, and a job finds it by itself."""

from celery import Task
from django.db import transaction
from kombu.exceptions import KombuError
from redis.exceptions import RedisError
from structlog import get_logger

AWAY = (KombuError, RedisError, OSError)
logger = get_logger(__name__)


def send(task: Task, *args: int) -> None:
    """Let a worker begin at once, after the commit; with the broker away it begins with the next sweep."""
    transaction.on_commit(lambda: _send(task, args))


def _send(task: Task, args: tuple[int, ...]) -> None:
    try:
        task.apply_async(args, retry=False)
    except AWAY as fault:
        logger.warning("broker_away", task=task.name, fault=type(fault).__name__)
