"""The list of what one follows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from comments.models import Follow
from core.listing import Column, Listing

FOLLOWED = Listing(
    title=pgettext_lazy("follow", "Followed items"),
    count=ngettext_lazy("%(n)s item", "%(n)s items", "n"),
    rows=lambda user: Follow.objects.visible_to(user).select_related("item__lead_organization"),
    columns=(
        Column("item", _("Problem"), "item", "link", by="item__number", style="problem"),
        Column("state", _("State"), "item.get_state_display", by="item__state"),
        Column("deadline", _("Deadline"), "item.deadline", "day", by="item__deadline", labelled=True, style="nowrap"),
        Column("unit", _("Lead unit"), "item.lead_organization.label", by="item__lead_organization__name", empty="—"),
        Column("since", pgettext_lazy("follow", "Since"), "since", "moment", by="since", labelled=True, style="nowrap"),
        Column("end", pgettext_lazy("follow", "Unfollow"), "item_id", "comments/_unfollow_cell.html"),
    ),
    usual_sort="-since",
    back=(_("Rectification ledger"), "rectification:item-list"),
    nothing="comments/_nothing_followed.html",
    styles=("css/ledger.css",),
)
