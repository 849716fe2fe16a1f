"""What can be read again is kept for a while; a cache that is away costs time, never an answer (reliability V24)."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

AWAY = (RedisError, OSError)
Value = TypeVar("Value")


def kept(key: str, read: Callable[[], Value], *, seconds: int) -> Value:
    """The value kept under the key, else the one read anew."""
    try:
        found: Value | None = cache.get(key)
    except AWAY:
        return read()
    if found is None:
        found = read()
        with suppress(*AWAY):
            cache.set(key, found, seconds)
    return found


def forget(key: str) -> None:
    """Read it anew the next time. Where the cache is away, it is kept until its time is over."""
    with suppress(*AWAY):
        cache.delete(key)
