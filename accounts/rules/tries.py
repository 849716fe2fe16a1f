"""Guessing passwords: how many tries there are, and when a lock falls (security S04). Pure."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Allowance:
    """So many tries within a time; the last one locks for another time."""

    tries: int
    within: timedelta
    lock: timedelta


@dataclass(frozen=True)
class Count:
    """How often it has been tried since when, and until when nothing is tried any more."""

    tries: int
    since: datetime
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        return self.locked_until is not None and now < self.locked_until


def after_one_more(count: Count, allowance: Allowance, now: datetime) -> Count:
    """The count once another try has begun; a locked one stays as it is."""
    if count.is_locked(now):
        return count
    if count.locked_until is not None or now - count.since >= allowance.within:
        count = Count(0, now)
    count = replace(count, tries=count.tries + 1)
    return replace(count, locked_until=now + allowance.lock) if count.tries >= allowance.tries else count


def after_giving_back(count: Count) -> Count:
    """The count when a try turned out to be none."""
    return replace(count, tries=max(count.tries - 1, 0), locked_until=None)


def account_key(username: str) -> str:
    """By which the tries for an account are counted, whatever has been typed as its name."""
    return hashed("account", username, "")


def hashed(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
