"""What follows a change of a guarantor, a check, a key person, a certificate or a place: the engine looks anew."""

from accounts.models import User
from core.services import editing
from safety.models import Certificate, CrowdedPlace, Guarantor, GuarantorCheck, KeyPerson
from safety.services.proposing import propose_of


def after_row(row: KeyPerson | CrowdedPlace, actor: User) -> None:
    propose_of([row.enterprise_id])


def after_certificate(row: Certificate, actor: User) -> None:
    propose_of([row.person.enterprise_id])


def after_guarantor(row: Guarantor, actor: User) -> None:
    propose_of([row.source.enterprise_id])


def after_check(row: GuarantorCheck, actor: User) -> None:
    propose_of([row.guarantor.source.enterprise_id])


def register() -> None:
    """Called once by the app's config."""
    editing.offer("safety.keyperson", after_row)
    editing.offer("safety.crowdedplace", after_row)
    editing.offer("safety.certificate", after_certificate)
    editing.offer("safety.guarantor", after_guarantor)
    editing.offer("safety.guarantorcheck", after_check)
