"""The lists of meetings and of what they decide."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Act, Column, Listing
from meetings.filters import DutyFilter
from meetings.forms import DutyListForm
from meetings.models import Duty, Meeting
from meetings.workflow import holds_meetings

TEXT = Column("text", _("What is to be done"), "text", "link", by="text", style="problem")
UNIT = Column("unit", _("Responsible unit"), "organization.label", by="organization__name")
PERSON = Column("person", _("Responsible person"), "person.name", empty="/")
DUE = Column("due", _("To be done by"), "due", "day", by="due", style="nowrap", labelled=True)
STATE = Column("state", pgettext_lazy("duty", "State"), "get_state_display", "meetings/_state.html", by="state")
REPORT = Column("report", _("What was done"), "report", empty="—")
MEETING = Column("meeting", _("Dispatch meeting"), "meeting", "meetings/_meeting.html", by="meeting__held_at")
CARRIED = tuple(replace(column, by="") for column in (TEXT, UNIT, PERSON, DUE, STATE, REPORT, MEETING))
"""On the page of a meeting they stand by their day, and nothing sorts them."""
DECIDED = CARRIED[:-1]
DUTIES = Listing(
    title=_("Decisions of meetings"),
    empty=_(
        "What meetings decide stands here until it is confirmed as done; it is entered on the page of the meeting."
    ),
    count=ngettext_lazy("%(n)s decision", "%(n)s decisions", "n"),
    rows=lambda user: Duty.objects.visible_to(user).select_related("organization", "person", "meeting"),
    columns=(TEXT, UNIT, PERSON, DUE, STATE, REPORT, MEETING),
    usual_sort="due",
    filters=DutyFilter,
    form=DutyListForm,
    is_printed=True,
    back=(_("Dispatch meetings"), "meetings:meeting-list"),
    styles=("css/ledger.css",),
)
MEETINGS = Listing(
    title=_("Dispatch meetings"),
    empty=_("Each dispatch meeting stands here with what had changed, what it decided and its minutes."),
    count=ngettext_lazy("%(n)s meeting", "%(n)s meetings", "n"),
    rows=lambda user: Meeting.objects.visible_to(user).select_related("park"),
    columns=(
        Column("title", pgettext_lazy("meeting", "Title"), "title", "link", by="title", style="problem"),
        Column(
            "held", pgettext_lazy("meeting", "Held"), "held_at", "moment", by="held_at", style="nowrap", labelled=True
        ),
        Column("park", _("Park"), "park.label", by="park__name", empty="/", labelled=True),
        Column("place", pgettext_lazy("meeting", "Venue"), "place", by="place", empty="/"),
        Column("chair", _("Chaired by"), "chair", by="chair", labelled=True),
    ),
    usual_sort="-held",
    acts=(
        Act(_("Enter a meeting"), "meetings:meeting-create", holds_meetings, adds=True),
        Act(_("Decisions of meetings"), "meetings:duty-list"),
    ),
    styles=("css/ledger.css",),
)
