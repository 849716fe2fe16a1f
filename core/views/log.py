"""审计: the log of all acts, for the audit administrator alone; the own reading and export stand in it too (S28)."""

from core.listings import LOG
from core.requests import SignedInRequest
from core.services import log
from core.views.listing import exported, listed


def _recorded(request: SignedInRequest) -> None:
    asked = {name: value[:100] for name, value in request.GET.items() if value}
    log.record("log.read", actor=request.user, after=asked)


log_list = listed(LOG, then=_recorded)
log_export = exported(LOG)
