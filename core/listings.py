"""The lists of the house itself: the log of all acts, what one has been told, what leaves by each way."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core import outbox
from core.filters import LogFilter, MessageFilter
from core.forms import LogListForm
from core.listing import Column, Export, Listing
from core.models import LogEntry
from core.services import log_reading


def tells_what_changed(entry: LogEntry) -> bool:
    return bool(entry.reason or log_reading.lines(entry))


LOG = Listing(
    title=_("Audit"),
    empty=_("Each act stands here with who did it, when and from where."),
    label=_("Log of acts"),
    count=ngettext_lazy("%(n)s act", "%(n)s acts", "n"),
    rows=lambda user: LogEntry.objects.visible_to(user).select_related("actor"),
    columns=(
        Column(
            "at",
            _("When"),
            "at",
            "core/_log_at.html",
            by="at",
            style="text-nowrap",
            width=29,
            exported=log_reading.exact,
        ),
        Column("who", _("Who"), "actor_name", "core/_log_who.html", by="actor_name", style="person", width=12),
        Column("account", _("Account"), "actor.username", width=14, on_page=False),
        Column("role", _("Role"), log_reading.role, width=14, on_page=False),
        Column("unit", _("Organization"), "organization_name", by="organization_name", width=28, on_page=False),
        Column("act", _("Act"), "label", "core/_log_act.html", by="act", style="problem", width=20),
        Column("what", _("What"), "subject_name", "core/_log_subject.html", by="subject_name", width=26),
        Column("subject", _("Subject"), "subject", width=20, on_page=False),
        Column(
            "changed",
            _("What changed"),
            log_reading.lines,
            "core/_log_changes.html",
            labelled=tells_what_changed,
            width=50,
            exported=log_reading.changes,
        ),
        Column("reason", _("Reason"), "reason", width=24, on_page=False),
        Column("from", _("From where"), cell="core/_log_from.html", labelled=True, on_paper=False),
        Column("address", _("Address"), "address", width=16, on_page=False),
        Column("device", _("Device"), "device", width=20, on_page=False),
        Column("request", _("Request"), "request_id", width=38, on_page=False),
        Column("number", _("Number"), lambda entry: str(entry.pk), width=10, on_page=False),
    ),
    usual_sort="-at",
    filters=LogFilter,
    form=LogListForm,
    export=Export(
        "core:log-export", _("Export"), title=_("Log of acts"), file_name=_("Log of acts"), unfiltered=_("all acts")
    ),
    open_to=lambda user: user.reads_the_log,
    shows_persons=True,
    styles=("css/ledger.css",),
)


MESSAGE_COLUMNS = (
    Column("day", _("Day"), "day", "core/_message_day.html"),
    Column("to", _("To"), "to"),
    Column("state", _("State"), "get_state_display"),
    Column("sent", _("Sent at"), "sent_at", "moment", labelled=True),
    Column("tries", _("Tries"), "tries", style="text-end", head_style="text-end", labelled=True),
    Column("reason", _("Reason"), "error", "core/_message_error.html", labelled=True),
)


def messages_of(way: outbox.Way, state: str) -> Listing:
    """The messages of a way, the newest first; `state` is the present tab."""
    told = {"way": way, "states": outbox.COUNTED, "state": state, "again": outbox.AGAIN}
    return Listing(
        title=way.label,
        rows=way.of,
        columns=MESSAGE_COLUMNS,
        filters=MessageFilter,
        open_to=lambda user: user.keeps_accounts,
        back=(_("Operations"), "core:operations"),
        lead="core/_message_tabs.html",
        beside=lambda user: told,
        nothing="core/_no_messages.html",
        styles=("css/ledger.css",),
    )
