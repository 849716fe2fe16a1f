"""What of the applications waits for this person: a review, a decision, an appeal, one that has run out."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from admission.models import Application
from admission.workflow import APPLICATIONS
from core.decisions import Decision, Source


def _newest(person: User) -> QuerySet[Application]:
    return APPLICATIONS.waiting_for(person).order_by("-applied_on", "-pk")


def _says(application: Application) -> Decision:
    said = {"project": application.project.name, "state": application.get_state_display()}
    return Decision(_("Admission to the park: %(project)s (%(state)s)") % said, application.get_absolute_url())


ADMISSIONS = Source(_newest, _says)
