"""A slow or broken neighbour slows nobody (reliability V26): after five failures in a row its way rests for a while.

The state stands in the database, so all workers know it and the operations page shows it.
"""

from datetime import timedelta

from django.db.models import F

from core import clock
from core.models import Circuit

CONNECT_SECONDS, READ_SECONDS = 3, 10
FAILURES_ALLOWED = 5
REST = timedelta(minutes=5)


def rests(way: str) -> bool:
    """Whether the way is left alone at this moment."""
    return Circuit.objects.filter(way=way, open_until__gt=clock.now()).exists()


def failed(way: str, fault: object) -> None:
    """The neighbour could not be reached or did not answer; from the fifth time in a row on the way rests."""
    now = clock.now()
    Circuit.objects.get_or_create(way=way)
    Circuit.objects.filter(way=way).update(failures=F("failures") + 1, failed_at=now, error=str(fault)[:300])
    Circuit.objects.filter(way=way, failures__gte=FAILURES_ALLOWED).update(open_until=now + REST)


def worked(way: str) -> None:
    """The neighbour has answered."""
    Circuit.objects.update_or_create(
        way=way, defaults={"failures": 0, "open_until": None, "error": "", "worked_at": clock.now()}
    )
