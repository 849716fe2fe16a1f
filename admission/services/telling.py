"""Who is told of an application: the reviewers that they are named, the applicant what was decided."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.states import Role
from admission.models import Application
from notices.services import notices
from notices.services.notices import Words

NAMED, DECIDED = "admission-review", "admission-decided"
TO_REVIEW = _("You are named to review the admission of %(project)s")
EXCUSED = _("You are excused from the review of the admission of %(project)s")
REOPENED = _("The appeal is accepted: the admission of %(project)s is reviewed anew")
OUTCOME = _("Admission of %(project)s: %(state)s")


def tell_reviewers(application: Application, people: Iterable[User]) -> None:
    """Tell those who are named now."""
    _tell(application, people, NAMED, TO_REVIEW)


def tell_excused(application: Application, person: User) -> None:
    """Tell who no longer has to review."""
    _tell(application, [person], NAMED, EXCUSED)


def tell_applicant(application: Application, title: Promise = OUTCOME) -> None:
    """Tell who has applied and the people of the enterprise how it was decided, or what else became of it."""
    enterprise = application.project.enterprise
    inside = User.objects.able(Role.ENTERPRISE).filter(organization=enterprise.organization_id)
    people = {person.pk: person for person in (application.applied_by, *inside)}
    _tell(application, people.values(), DECIDED, title)


def _tell(application: Application, people: Iterable[User], rule: str, title: Promise) -> None:
    def say(person: User) -> Words:
        facts = {"project": application.project.name, "state": application.get_state_display()}
        return Words(str(title) % facts)

    subject = f"admission.application:{application.pk}:v{application.version}"
    notices.tell(people, rule=rule, subject=subject, say=say, url=application.get_absolute_url())
