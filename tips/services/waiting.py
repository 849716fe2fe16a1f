"""Which tips wait for this person."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision, Source
from tips.models import Tip
from tips.workflow import TIPS


def _first_due(person: User) -> QuerySet[Tip]:
    return TIPS.waiting_for(person).order_by("due", "pk")


def _says(tip: Tip) -> Decision:
    said = {"number": str(tip), "state": tip.get_state_display()}
    return Decision(_("Tip %(number)s: %(state)s") % said, tip.get_absolute_url(), tip.due)


WAITING = Source(_first_due, _says)
