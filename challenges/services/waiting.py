"""Which challenges wait for this person: to be answered, or as the enterprise's own to be taken on."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from challenges.models import Challenge
from challenges.workflow import CHALLENGES
from core.decisions import Decision, Source


def _first_due(person: User) -> QuerySet[Challenge]:
    return CHALLENGES.waiting_for(person).select_related("enterprise", "item").order_by("due", "pk")


def _says(challenge: Challenge) -> Decision:
    said = {"enterprise": challenge.enterprise.label, "name": challenge.name}
    return Decision(_("%(enterprise)s challenges: %(name)s") % said, challenge.get_absolute_url(), challenge.due)


CHALLENGED = Source(_first_due, _says)
