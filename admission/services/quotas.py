"""总量指标: an admission reserves what a project would discharge, under the lock of each account; its end frees it."""

from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.models import User
from admission.models import Application
from core import clock
from core.errors import WrongStateError
from parks.models import QuotaAccount, QuotaPosting
from parks.services import quota
from parks.services.quota import OverdrawnError, Posting
from parks.states import PostingKind


def reserve(application: Application, actor: User, document: str) -> None:
    """Reserve for each pollutant on the account of this year, always in the same order; nothing may be overdrawn.

    Raises WrongStateError where there is no account or not enough is left.
    """
    accounts = QuotaAccount.objects.filter(park=application.park_id, year=clock.today().year)
    known = dict(accounts.values_list("pollutant", "pk"))
    for discharge in application.discharges.filter(reservation=None).order_by("pollutant"):
        account = known.get(discharge.pollutant)
        if account is None:
            said = {"pollutant": discharge.get_pollutant_display()}
            raise WrongStateError(_("The park has no quota account of %(pollutant)s for this year.") % said)
        discharge.reservation = _reserved(account, application, discharge.amount, actor, document)
        discharge.save(update_fields=["reservation"])


def _reserved(account: int, application: Application, amount: Decimal, actor: User, document: str) -> QuotaPosting:
    posting = Posting(
        PostingKind.RESERVED,
        amount,
        clock.today(),
        document,
        project_name=application.project.name[:120],
        project=f"projects.project:{application.project_id}",
    )
    try:
        return quota.post(account, posting, actor=actor)
    except OverdrawnError as short:
        raise WrongStateError(_("The quota that is left is not enough any more; nothing was reserved.")) from short


def release(application: Application, actor: User, document: str) -> None:
    """Free what of the reservations has neither been used nor freed."""
    for discharge in (
        application.discharges.exclude(reservation=None).select_related("reservation").order_by("pollutant")
    ):
        reservation = discharge.reservation
        assert reservation is not None
        left = quota.open_part(reservation)
        if left > 0:
            posting = Posting(PostingKind.RELEASED, left, clock.today(), document, reservation=reservation)
            quota.post(reservation.account_id, posting, actor=actor)
        discharge.reservation = None
        discharge.save(update_fields=["reservation"])
