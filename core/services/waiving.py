"""不适用: an official signs that a datum is not applicable to a file, or takes that back."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from core import clock, completeness
from core.completeness import Datum
from core.errors import DomainError
from core.models import Waiver
from core.querysets import kind_of
from core.services import log
from core.services.acting import refuse_missing
from core.services.editing import refuse_reader

if TYPE_CHECKING:
    from accounts.models import User


def datum_of(file: models.Model, name: str) -> Datum:
    """A datum that is asked of such files. Raises DomainError for another one."""
    found = next((datum for datum in completeness.data_of(kind_of(type(file))) if datum.name == name), None)
    if found is None:
        raise DomainError(_("Such a datum is not asked of this file."), "datum")
    return found


@transaction.atomic
def waive(file: models.Model, name: str, reason: str, *, actor: "User") -> Waiver:
    """Sign that a datum is not applicable to a file that the actor sees. Raises NotKeeperError or DomainError."""
    refuse_reader(actor)
    refuse_missing(["reason"], {"reason": reason})
    datum = datum_of(file, name)
    row = Waiver(kind=kind_of(type(file)), row=file.pk, datum=datum.name, reason=reason)
    row.signed_by, row.signed_at = actor, clock.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise DomainError(_("It has been signed as not applicable already.")) from clash
    log.record("file.waive", file, actor=actor, after={"datum": str(datum.label)}, reason=reason)
    return row


@transaction.atomic
def unwaive(file: models.Model, name: str, *, actor: "User") -> None:
    """Take it back: the datum is asked again. Raises NotKeeperError or DomainError."""
    refuse_reader(actor)
    datum = datum_of(file, name)
    ended = Waiver.objects.of(file).in_force().filter(datum=name).update(ended_by=actor.pk, ended_at=clock.now())
    if not ended:
        raise DomainError(_("It is not signed as not applicable."))
    log.record("file.unwaive", file, actor=actor, before={"datum": str(datum.label)})
