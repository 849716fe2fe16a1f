"""The city's groups of problem categories, which hardly ever change."""

from core.kept import kept
from inspections.models import ProblemCategory

KEPT_SECONDS = 300


def groups() -> list[ProblemCategory]:
    """The categories at the top of the tree; a catalogue that is loaded anew is seen within five minutes."""
    return kept(
        "inspections:category-groups",
        lambda: list(ProblemCategory.objects.filter(parent=None)),
        seconds=KEPT_SECONDS,
    )
