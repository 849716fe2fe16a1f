from celery import shared_task

from accounts.services import entering, handing_over, tries
from core import clock
from core.services import runs


@shared_task(name="accounts.end_unused", acks_late=True)
def end_unused() -> int:
    """Every night: end the accounts that nobody has used for too long, drop counts of tries that count no more."""
    day = clock.today()
    with runs.observed(entering.END_UNUSED, day):
        tries.forget_old(clock.now())
        ended = entering.end_all_unused()
        runs.note(entering.END_UNUSED, day, ended=ended)
    return ended


@shared_task(name="accounts.hand_over", acks_late=True)
def hand_over() -> int:
    """Every ten minutes: the hand-overs of work whose day has come."""
    return handing_over.carry_out_due(clock.today())
