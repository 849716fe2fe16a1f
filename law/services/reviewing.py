"""法制审核: before a basis that nobody has read in the text itself is cited first, somebody answers for it (R11, 4)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowedError, WorkflowError
from core.services import log
from law.models import Basis


def may_review(basis: Basis, actor: User) -> bool:
    """Whether this person can name the legal reviewer: whoever assigns, of a basis that has its article."""
    return actor.assigns and basis.is_citable and not basis.is_reviewed


@transaction.atomic
def review(code: str, *, actor: User, reviewed_by: str, reviewed_on: date) -> Basis:
    """Note who has checked a basis against the text, and when; printed nowhere. Raises WorkflowError."""
    basis = Basis.objects.select_for_update(of=("self",)).get(pk=code)
    if not may_review(basis, actor):
        raise NotAllowedError(_("Whoever assigns names the legal reviewer, once, of a basis with its article."))
    if reviewed_on > clock.today():
        raise WorkflowError(_("This day lies in the future."), "reviewed_on")
    basis.reviewed_by, basis.reviewed_on = reviewed_by, reviewed_on
    basis.save(update_fields=("reviewed_by", "reviewed_on"))
    told = {"basis": basis.pk, "reviewed_by": reviewed_by, "reviewed_on": reviewed_on}
    log.record("law.review", basis, actor=actor, after=told)
    return basis
