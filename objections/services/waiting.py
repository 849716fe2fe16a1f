"""Which objections wait for this person's answer."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision, Source
from objections.models import Objection
from objections.workflow import OBJECTIONS


def _first_due(person: User) -> QuerySet[Objection]:
    return OBJECTIONS.waiting_for(person).select_related("enterprise").order_by("due", "pk")


def _says(objection: Objection) -> Decision:
    said = {"enterprise": objection.enterprise.label, "name": objection.name}
    return Decision(_("%(enterprise)s objects to: %(name)s") % said, objection.get_absolute_url(), objection.due)


OBJECTED = Source(_first_due, _says)
