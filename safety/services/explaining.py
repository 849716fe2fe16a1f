"""What a proposal of safety says, in one sentence, and what waits for a decision."""

from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision, Source
from safety.models import Shortfall
from safety.states import ShortfallKind
from safety.workflow import SHORTFALLS


def sentence(shortfall: Shortfall) -> str:
    """Why it is proposed: the facts, and by which criterion, if there is one."""
    facts = shortfall.facts
    if shortfall.kind == ShortfallKind.GUARANTOR:
        day = date_format(date.fromisoformat(facts["since"]), "DATE_FORMAT")
        return _("%(what)s counts as not performing the duty since %(day)s.") % {"what": facts["what"], "day": day}
    if shortfall.kind == ShortfallKind.PERSON:
        return _("%(what)s does not meet what is asked: %(asked)s.") % facts
    return _("%(what)s: %(people)s people at once, no more than %(limit)s may be there.") % facts


def _newest(person: User) -> QuerySet[Shortfall]:
    return SHORTFALLS.waiting_for(person).select_related("enterprise")


def _says(shortfall: Shortfall) -> Decision:
    said = {"shortfall": shortfall.name, "enterprise": shortfall.enterprise.label}
    return Decision(_("%(shortfall)s, %(enterprise)s") % said, shortfall.get_absolute_url())


PROPOSED = Source(_newest, _says)
