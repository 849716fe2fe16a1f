"""Changing a file (park, enterprise, project …): by those who keep it, and not over somebody else's change."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.encryption import EncryptedTextField
from core.errors import DomainError, StaleError
from core.fields import scoped
from core.models import FileChange
from core.querysets import Row, address
from core.rules import phones
from core.services import log

if TYPE_CHECKING:
    from accounts.models import User


Consequence = Callable[..., object]
_consequences: dict[str, list[Consequence]] = defaultdict(list)


def offer(table: str, consequence: Consequence) -> None:
    """Let an app act after each change of the rows of a table ('projects.project'), in its transaction.

    Called by the app's config.
    """
    if consequence not in _consequences[table]:
        _consequences[table].append(consequence)


class NotKeeperError(DomainError):
    """This person does not keep the file."""

    status = 403


class UnfitError(DomainError):
    """The values don't go together, or not with another row."""


def refuse_reader(actor: "User") -> None:
    """Raises NotKeeperError for whoever may read files and not change them."""
    if not actor.keeps_files:
        raise NotKeeperError(_("You may read this file but not change it."))


@transaction.atomic
def change(row: Row, *, actor: "User", version: int, values: Mapping[str, object]) -> Row:
    """Write values on a visible row with a `version`, and who changed what; equal values change nothing.

    Raises NotKeeperError, StaleError or UnfitError; then nothing changes.
    """
    refuse_reader(actor)
    locked = lock(row, actor=actor, version=version)
    before = said_of(locked, values)
    for name, value in values.items():
        setattr(locked, name, value)
    after = said_of(locked, values)
    if after == before:
        return locked
    refuse_unfit(locked)
    locked.version += 1
    locked.save()
    record(locked, actor, before=before, after=after)
    return locked


@transaction.atomic
def add(row: Row, *, actor: "User", names: Sequence[str]) -> Row:
    """Add a row to what the actor keeps; `names` are the fields that were filled in.

    Raises NotKeeperError or UnfitError; then nothing is added.
    """
    refuse_reader(actor)
    refuse_unfit(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise UnfitError(_("Somebody has added this at the same moment.")) from clash
    if not scoped(type(row)).visible_to(actor).filter(pk=row.pk).exists():
        raise NotKeeperError(_("This would not be a file of yours."))
    said = {name: value for name, value in said_of(row, names).items() if value not in ("", None)}
    record(row, actor, before={}, after=said)
    return row


def lock(row: models.Model, *, actor: "User", version: int) -> Any:
    """The visible row, held until the end of the transaction. Raises StaleError if it is not that version any more."""
    locked: Any = scoped(type(row)).visible_to(actor).select_for_update(of=("self",)).get(pk=row.pk)
    if locked.version != version:
        raise StaleError(_who_changed(locked), version=locked.version)
    return locked


def refuse_unfit(row: models.Model) -> None:
    """Raises UnfitError where the row's own rules or the table's constraints don't hold."""
    try:
        row.clean()
        row.validate_constraints()
    except ValidationError as unfit:
        field = next(iter(unfit.message_dict)) if hasattr(unfit, "error_dict") else None
        known = field if field in {each.name for each in row._meta.get_fields()} else None
        raise UnfitError(" ".join(unfit.messages), known) from unfit


def said_of(row: models.Model, names: Iterable[str]) -> dict[str, object]:
    """The values of fields as they are said today: of a relation the name, else the value or its code."""
    values = {}
    for name in names:
        value = getattr(row, name)
        values[name] = str(value) if isinstance(value, models.Model) else value
    return values


def record(row: Any, actor: "User", *, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    """Write down who changed what, here and in the log, and let follow what does; what stayed as it was is left out."""
    changed = {name for name in after if before.get(name) != after[name]}
    before = {name: value for name, value in before.items() if name in changed}
    after = {name: value for name, value in after.items() if name in changed}
    before, after = (_without_secrets(row, values) for values in (before, after))
    file = getattr(row, "dossier", row)
    FileChange.objects.create(
        subject=address(file),
        part="" if file is row else str(row)[:200],
        row=address(row),
        version=row.version,
        actor=actor,
        at=clock.now(),
        before=before,
        after=after,
    )
    log.record("file.change" if before else "file.add", row, actor=actor, before=before, after=after)
    _follow(row, actor)


def _without_secrets(row: models.Model, values: Mapping[str, object]) -> dict[str, object]:
    """Of what is encrypted in its column, both ends only: here it stands as it is."""
    secret = {field.name for field in row._meta.concrete_fields if isinstance(field, EncryptedTextField)}
    return {name: phones.masked(str(value)) if name in secret else value for name, value in values.items()}


def _follow(row: models.Model, actor: "User") -> None:
    for consequence in _consequences.get(row._meta.label_lower, ()):
        consequence(row, actor)


def _who_changed(row: models.Model) -> str:
    last = FileChange.objects.filter(row=address(row)).select_related("actor__organization").first()
    if last is None:
        return _("Somebody has changed this since you opened it.")
    facts = {"who": last.actor.full_label, "when": f"{timezone.localtime(last.at):%m-%d %H:%M}"}
    return _("%(who)s changed this at %(when)s, after you had opened it.") % facts
