"""The list of tips: which, about where, how it stands; never what was told, and nothing of by whom."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Act, Column, Export, Listing
from tips.filters import TipFilter
from tips.forms import TipListForm
from tips.models import Tip

NUMBER = Column("number", _("Receipt number"), "__str__", "link", by="number", style="nowrap", width=18)
CHANNEL = Column("channel", pgettext_lazy("tip", "Channel"), "get_channel_display", by="channel", width=12)
KIND = Column("kind", pgettext_lazy("tip", "Kind"), "kind.name", by="kind", empty="—", labelled=True, width=18)
PARK = Column("park", _("Park"), "park.label", by="park__name", empty="—", width=18)
ENTERPRISE = Column("enterprise", _("Enterprise"), "enterprise.label", by="enterprise__name", empty="—", width=22)
STATE = Column("state", pgettext_lazy("tip", "State"), "get_state_display", "tips/_state.html", by="state", width=16)
VERDICT = Column(
    "verdict", pgettext_lazy("tip", "Verdict"), "get_verdict_display", by="verdict", empty="—", labelled=True, width=12
)
UNIT = Column("unit", _("Handling unit"), "unit.label", by="unit__name", empty="—", labelled=True, width=20)
RECEIVED = Column(
    "received", pgettext_lazy("tip", "Received"), "received_at", "day", by="received_at", style="nowrap", labelled=True,
    width=13,
)  # fmt: skip
DUE = Column("due", _("Answer due by"), "due", "day", by="due", style="nowrap", labelled=True, width=13)
DONE = Column("done", pgettext_lazy("tip", "How far"), "how_far", by="done", empty="—", on_page=False, width=14)
ITEM = Column("item", _("Item of the ledger"), "item.number", by="item__number", empty="—", labelled=True, width=18)
TIPS = Listing(
    title=_("Tips and petitions"),
    count=ngettext_lazy("%(n)s tip", "%(n)s tips", "n"),
    rows=lambda user: Tip.objects.visible_to(user).select_related("park", "enterprise", "kind", "unit", "item"),
    columns=(NUMBER, CHANNEL, KIND, PARK, ENTERPRISE, STATE, VERDICT, UNIT, RECEIVED, DUE, DONE, ITEM),
    empty=_("What people tell stands here, with who deals with it, what was found and until when they are answered."),
    usual_sort="-received",
    filters=TipFilter,
    form=TipListForm,
    acts=(Act(_("The public form"), "tips:tip-report"),),
    export=Export(
        "tips:tip-export",
        button=ngettext_lazy("Export this view (%(n)s tip)", "Export this view (%(n)s tips)", "n"),
        title=_("Tips and petitions"),
        file_name=_("Tips and petitions"),
    ),
    styles=("css/ledger.css",),
)
