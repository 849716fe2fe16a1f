"""交接 of reviews of applications that have not been given yet."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import HandOver, User
from accounts.services.handing_over import Kind, Work, things
from admission.models import Review
from admission.services.reviewing import eligible
from admission.services.telling import tell_reviewers
from core.services import log


def find(person: User, successor: User) -> list[Work]:
    """Only who could be named for it takes a review over: not the applicant, nor who is named there already."""
    rows = Review.objects.pending().filter(reviewer=person).select_related("application__park").order_by("pk")
    return [
        Work(review.pk, str(review.application), review.application.get_absolute_url(), _why_not(review, successor))
        for review in rows
    ]


def _why_not(review: Review, successor: User) -> str:
    if any(person.pk == successor.pk for person in eligible(review.application)):
        return ""
    return _("%(name)s can't be named as a reviewer of it.") % {"name": successor.name}


def hand(handing: HandOver, works: Sequence[Work], actor: User) -> None:
    rows = Review.objects.pending().filter(reviewer=handing.person_id).select_for_update(of=("self",))
    for review in things(rows.select_related("application__park"), works):
        review.reviewer = handing.successor
        review.save(update_fields=["reviewer"])
        log.record("admission.hand-over", review.application, actor=actor, reason=handing.reason)
        tell_reviewers(review.application, [handing.successor])


KIND = Kind("reviews", gettext_lazy("Reviews of applications for admission"), find, hand, order=25)
