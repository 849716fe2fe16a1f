"""撤销更正: a correction back, through the same service; refused as soon as somebody else has changed the item."""

from collections.abc import Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.errors import DomainError
from core.undo import Undoable, undoable
from rectification.models import HistoryEntry, Item
from rectification.services import correction, recording
from rectification.services.advancing import told_what_happened
from rectification.services.before_assignment import Values

KIND = "correction"


def of(entries: Sequence[HistoryEntry], *, actor: User, said: str) -> Undoable | None:
    """What takes these corrections back; None where a rule would refuse it to this person anyway."""
    if not entries or any(_is_one_way(entry, actor) for entry in entries):
        return None
    return undoable(KIND, [entry.pk for entry in entries], actor=actor, said=said)


def _is_one_way(entry: HistoryEntry, actor: User) -> bool:
    try:
        correction.refuse(entry.item, actor, _reason(entry), _values_before(entry))
    except DomainError:
        return True
    return False


@transaction.atomic
def take_back(actor: User, keys: Sequence[object]) -> str:
    """Correct items back to what they said before these corrections: all of them or none."""
    wanted = [key for key in keys if isinstance(key, int)]
    known = HistoryEntry.objects.filter(item__in=Item.objects.visible_to(actor), actor=actor, transition="correct")
    entries = list(known.filter(pk__in=wanted).select_related("item__finding").order_by("item_id"))
    if not entries or len(entries) != len(keys):
        raise DomainError(_("This can no longer be taken back: correct it instead."))
    for entry in entries:
        _take_one_back(entry, actor)
    said = ngettext("Taken back: %(n)s item is as it was.", "Taken back: %(n)s items are as they were.", len(entries))
    return said % {"n": len(entries)}


def _take_one_back(entry: HistoryEntry, actor: User) -> None:
    item = entry.item
    if item.version != entry.version:
        raise DomainError(
            _("Nothing was taken back. %(number)s: %(what)s")
            % {"number": item.number, "what": told_what_happened(item)}
        )
    correction.correct(item.pk, actor=actor, version=entry.version, reason=_reason(entry), **_values_before(entry))


def _reason(entry: HistoryEntry) -> str:
    return _("Taken back: %(reason)s") % {"reason": entry.reason}


def _values_before(entry: HistoryEntry) -> Values:
    """What the item said before; a kind of deadline that a day has taken the place of comes back with it."""
    was = dict(entry.given.get("was") or {})
    if "deadline" in was and "undated_kind" in entry.before:
        was["undated_kind"] = entry.before["undated_kind"]
    return {name: _value(name, kept) for name, kept in was.items()}


def _value(name: str, kept: object) -> object:
    column = recording.column_of(name)
    assert isinstance(column, models.Field)
    if isinstance(column, models.ForeignKey):
        return None if kept is None else column.related_model._default_manager.get(pk=kept)
    return column.to_python(kept)
