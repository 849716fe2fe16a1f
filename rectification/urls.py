from django.urls import path, register_converter

from rectification import workflow
from rectification.services import item_papers
from rectification.views import (
    arranging,
    bulk,
    cells,
    desk,
    exports,
    items,
    ledger,
    papers,
    registering,
    remapping,
    saved_views,
    slips,
    steps,
    violations,
)

app_name = "rectification"


class StepConverter:
    """Admits only names of the workflow's table, so that an unknown step is a 404."""

    regex = "|".join(sorted(workflow.TRANSITIONS, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PaperConverter:
    """Admits only papers about an item."""

    regex = "|".join(item_papers.BY_SLUG)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StepConverter, "step")
register_converter(PaperConverter, "itempaper")

urlpatterns = [
    path("", desk.today, name="today"),
    path("ledger/", ledger.item_list, name="item-list"),
    path("ledger/summary/", ledger.item_summary, name="item-summary"),
    path("ledger/export/", exports.item_export, name="item-export"),
    path("ledger/export/view/", exports.view_export, name="view-export"),
    path("ledger/columns/", arranging.columns_arrange, name="columns-arrange"),
    path("ledger/columns/<slug:name>/", arranging.column_head, name="column-head"),
    path("ledger/views/", saved_views.view_save, name="view-save"),
    path("ledger/views/<id:pk>/delete/", saved_views.view_delete, name="view-delete"),
    path("ledger/assign/", bulk.bulk_assign, name="bulk-assign"),
    path("ledger/accept/", bulk.bulk_accept, name="bulk-accept"),
    path("ledger/chase/", bulk.bulk_chase, name="bulk-chase"),
    path("ledger/slips/", slips.slip_list, name="slip-list"),
    path("ledger/register/", registering.item_register, name="item-register"),
    path("safety/shortfalls/<id:pk>/confirm/", violations.shortfall_confirm, name="shortfall-confirm"),
    path("projects/violations/<id:pk>/confirm/", violations.violation_confirm, name="violation-confirm"),
    path("ledger/register/bases/", registering.item_bases, name="item-bases"),
    path("law/remap/", remapping.remap, name="remap"),
    path("ledger/<id:pk>/", items.item_detail, name="item-detail"),
    path("ledger/<id:pk>/correct/", items.item_correct, name="item-correct"),
    path("ledger/<id:pk>/cell/", cells.cell, name="item-cell"),
    path("ledger/<id:pk>/batch-slip/", slips.slip_issue, name="slip-issue"),
    path("ledger/<id:pk>/papers/<itempaper:act>/", papers.item_paper_issue, name="item-paper-issue"),
    path("ledger/<id:pk>/turn/<step:name>/", steps.turn, name="item-turn"),
    path("ledger/<id:pk>/<step:name>/", steps.transition, name="item-transition"),
]
