"""延期: asking for a later deadline, and the decision."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WorkflowError
from rectification.models import Extension, Item
from rectification.services.assigning import set_deadline
from rectification.services.effects import effect
from rectification.states import DeadlineRule
from rectification.workflow import Given


@effect("extend")
def ask(item: Item, actor: User, given: Given) -> None:
    """申请延期: before the deadline, limited in number, a general item by 30 days at most (R8)."""
    in_force = _deadline_to_extend(item)
    _refuse_wrong_date(item, in_force, given["deadline"])
    Extension.objects.create(
        item=item,
        requested_by=actor,
        requested_at=clock.now(),
        deadline_before=in_force,
        deadline=given["deadline"],
        reason=given["reason"],
        interim_measures=given["interim_measures"],
    )


@effect("decide-extension")
def decide(item: Item, actor: User, given: Given) -> None:
    """同意延期 or 不同意: a granted one puts the new date in force; the original stays visible."""
    extension = item.extensions.select_for_update().get(granted=None)
    if given["granted"]:
        _refuse_overtaken(item, extension)
    extension.granted = bool(given["granted"])
    extension.decided_by, extension.decided_at = actor, clock.now()
    extension.opinion = given["opinion"]
    extension.save()
    if extension.granted:
        set_deadline(item, extension.deadline, DeadlineRule.EXTENSION, start_event="extension granted")


def _refuse_overtaken(item: Item, extension: Extension) -> None:
    """A failed re-inspection may have set a later date since the request: granting must never shorten."""
    if item.deadline is not None and extension.deadline <= item.deadline:
        raise WorkflowError(
            _("The deadline in force (%(day)s) is no earlier than the one asked for; there is nothing left to grant.")
            % {"day": item.deadline},
            "granted",
        )


def _deadline_to_extend(item: Item) -> date:
    """The deadline in force, if it may still be extended."""
    if item.deadline is None or clock.today() > item.deadline:
        raise WorkflowError(_("The deadline has passed; an extension has to be asked for before it."), "deadline")
    allowed = settings.LEDGER_EXTENSIONS_MAJOR if item.is_major else settings.LEDGER_EXTENSIONS_GENERAL
    if item.extensions.filter(granted=True).count() >= allowed:
        raise WorkflowError(_("This item has been extended as often as is allowed (%(n)s).") % {"n": allowed})
    return item.deadline


def _refuse_wrong_date(item: Item, in_force: date, wanted: date) -> None:
    if wanted <= in_force:
        raise WorkflowError(_("The new deadline must be later than %(day)s.") % {"day": in_force}, "deadline")
    latest = in_force + timedelta(days=settings.LEDGER_EXTENSION_DAYS_GENERAL)
    if not item.is_major and wanted > latest:
        raise WorkflowError(_("A general item can be extended to %(day)s at the latest.") % {"day": latest}, "deadline")
