"""入企码: the code of a visit, reckoned from its number and round with the key of the house, so that none is kept.

Whoever knows the database but not the key knows no code. A new round makes the former code worthless.
"""

import base64
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from core import clock
from visits.models import Visit
from visits.states import VisitState

SALT = "visits.code"
BYTES = 16
"""128 bits: nobody guesses one."""
OPEN = (VisitState.APPROVED, VisitState.UNDER_WAY, VisitState.FINISHED, VisitState.CLOSED)


def code_of(visit: Visit) -> str:
    """The code that is valid now, as it stands in the address."""
    return f"{visit.pk}-{_sealed(visit, settings.SECRET_KEY)}"


def visit_of(code: str) -> Visit | None:
    """The visit whose present code this is, while it opens anything; None for everything else."""
    key, _dash, said = code.partition("-")
    visit = Visit.objects.select_related("body", "enterprise", "basis__instrument").filter(pk=key).first()
    if visit is None or not is_open(visit, clock.today()):
        return None
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return visit if any(constant_time_compare(said, _sealed(visit, each)) for each in keys) else None


def is_open(visit: Visit, today: date) -> bool:
    """Approved or begun, and not longer ago than the code lasts after the visit."""
    last = timezone.localdate(visit.left_at) if visit.left_at else visit.planned_on
    return visit.state in OPEN and today <= last + timedelta(days=settings.VISIT_CODE_DAYS)


def _sealed(visit: Visit, key: str) -> str:
    mac = salted_hmac(SALT, f"{visit.pk}:{visit.round}", secret=key, algorithm="sha256").digest()[:BYTES]
    return base64.b32encode(mac).decode().rstrip("=").lower()
