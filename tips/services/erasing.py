"""到期清除: who told something is erased a while after it has ended; tip, figures and log stay as they are (S35)."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from core.services import log, runs
from tips.models import Reporter
from tips.services import public_uploads
from tips.states import ENDED

JOB = "tips.tidy"


@dataclass
class Tidied:
    """What a run came to."""

    on: str
    erased: int = 0
    dropped: int = 0

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def tidy(on: date) -> Tidied:
    """The work of a night, written down as done; twice is harmless."""
    done = Tidied(on.isoformat(), erase(on), public_uploads.drop_old())
    runs.note(JOB, on, erased=done.erased, dropped=done.dropped)
    return done


def erase(on: date) -> int:
    """Erase name, phone and code of whoever told what has ended long enough ago; answers of how many."""
    over = Reporter.objects.filter(
        erased_on=None, tip__state__in=ENDED, tip__ended_on__lte=on - timedelta(days=settings.TIP_IDENTITY_DAYS)
    )
    return sum(_erase(key, on) for key in over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _erase(key: int, on: date) -> int:
    row = Reporter.objects.select_for_update(of=("self",)).select_related("tip").filter(pk=key, erased_on=None).first()
    if row is None:
        return 0
    row.name, row.phone, row.code, row.erased_on = "", "", "", on
    row.save()
    log.record("tip.erase", row.tip, actor=None, after={"erased_on": on})
    return 1
