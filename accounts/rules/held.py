"""After a reset the account confirms nothing for a day, so that its owner can notice (security S66). Pure."""

from datetime import datetime, timedelta

HELD_FOR = timedelta(hours=24)


def held_until(reset_at: datetime | None, now: datetime) -> datetime | None:
    """Until when what the account confirms does not count; None where it counts."""
    if reset_at is None or now >= reset_at + HELD_FOR:
        return None
    return reset_at + HELD_FOR
