"""Which visits rest on a basis, for the preview of a change of the law."""

from collections.abc import Collection

from accounts.models import User
from visits.models import Visit


def visits_on(user: User, codes: Collection[str]) -> int:
    """How many visits that a person may know of, and that are still ahead or going on, rest on any of these bases."""
    return Visit.objects.visible_to(user).filter(basis__in=codes).count()
