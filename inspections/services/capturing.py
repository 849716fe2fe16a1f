"""What the capture page can offer by itself: where and what the own unit has recorded of late."""

from collections import Counter

from accounts.models import User
from inspections.models import Finding, ProblemCategory

LATEST = 200
PLACES, CATEGORIES = 5, 6


def usual_places(user: User) -> list[int]:
    """Ids of the enterprises in which the own unit recorded findings last, the newest first."""
    return list(dict.fromkeys(pk for pk, _category in _latest(user) if pk is not None))[:PLACES]


def usual_categories(user: User) -> list[ProblemCategory]:
    """The categories that the own unit records most; filled up from the catalogue."""
    often = Counter(code for _enterprise, code in _latest(user) if code is not None)
    below = ProblemCategory.objects.exclude(parent=None)
    codes = [code for code, _times in often.most_common(CATEGORIES)]
    codes += below.exclude(pk__in=codes).values_list("pk", flat=True)[: CATEGORIES - len(codes)]
    known = below.in_bulk(codes)
    return [known[code] for code in codes if code in known]


def _latest(user: User) -> list[tuple[int | None, str | None]]:
    rows = Finding.objects.visible_to(user).filter(recorded_by_organization=user.organization_id)
    return list(rows.order_by("-recorded_at").values_list("enterprise", "category")[:LATEST])
