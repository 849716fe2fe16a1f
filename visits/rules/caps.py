"""频次: which visits count towards the yearly cap of an enterprise and body (domain rules R7)."""

from visits.states import Nature, TaskSource


def is_under_cap(nature: str, source: str) -> bool:
    """Inspections of a case, and campaigns that a superior has ordered, are not counted."""
    return nature == Nature.DAILY or (nature == Nature.SPECIAL and source != TaskSource.SUPERIOR)


def is_reached(before: int, cap: int | None) -> bool:
    """Whether one more visit goes beyond the cap; without a published cap nothing does."""
    return cap is not None and before >= cap
