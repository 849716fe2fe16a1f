"""What the compliance engine proposes and waits for this person's decision."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.decisions import Decision, Source
from projects.models import Violation
from projects.workflow import VIOLATIONS


def _newest(person: User) -> QuerySet[Violation]:
    return VIOLATIONS.waiting_for(person).select_related("project")


def _says(violation: Violation) -> Decision:
    said = {"violation": str(violation), "project": violation.project.name}
    return Decision(_("%(violation)s: %(project)s") % said, violation.get_absolute_url())


PROPOSED = Source(_newest, _says)
