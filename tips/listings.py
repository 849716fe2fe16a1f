"""The list of tips: which, about where, how it stands; never what was told, and nothing of by whom."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.listing import Act, Column, Export, Listing
from tips.filters import TipBatchFilter, TipFilter
from tips.forms import TipBatchListForm, TipListForm
from tips.models import Tip, TipBatch
from tips.workflow import keeps_batches

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
    acts=(
        Act(_("Batches from above"), "tips:tipbatch-list"),
        Act(_("The public form"), "tips:tip-report"),
    ),
    export=Export(
        "tips:tip-export",
        button=ngettext_lazy("Export this view (%(n)s tip)", "Export this view (%(n)s tips)", "n"),
        title=_("Tips and petitions"),
        file_name=_("Tips and petitions"),
    ),
    styles=("css/ledger.css",),
)
BATCH = Column("batch", _("Batch of tips"), "__str__", "link", by="origin", width=40)
SUPERIOR = Column("superior", pgettext_lazy("tip batch", "From whom"), "superior", by="superior", width=28)
CAME = Column(
    "came", pgettext_lazy("tip batch", "Received on"), "received_on", "day", by="received_on", style="nowrap",
    labelled=True, width=13,
)  # fmt: skip
ANSWER_BY = Column(
    "answer_by", _("To be answered by"), "answer_by", "day", by="answer_by", style="nowrap", labelled=True, width=13
)
ROWS = Column("rows", pgettext_lazy("tip batch", "Rows"), "row_count", "number", by="row_count", labelled=True, width=8)
OPEN_ROWS = Column("open", _("Not answered yet"), "open_count", "number", by="open_count", labelled=True, width=10)
BATCHES = Listing(
    title=_("Batches from above"),
    count=ngettext_lazy("%(n)s batch", "%(n)s batches", "n"),
    rows=lambda user: TipBatch.objects.visible_to(user).counted_for(user),
    columns=(BATCH, SUPERIOR, CAME, ANSWER_BY, ROWS, OPEN_ROWS),
    empty=_("Each batch of tips that a superior sends stands here with its rows and the day of the answer."),
    usual_sort="-came",
    filters=TipBatchFilter,
    form=TipBatchListForm,
    acts=(Act(_("Enter a batch"), "tips:tipbatch-create", keeps_batches, adds=True),),
    back=(_("Tips and petitions"), "tips:tip-list"),
    styles=("css/ledger.css",),
)
