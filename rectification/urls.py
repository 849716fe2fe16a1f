from django.urls import path, register_converter

from rectification import workflow
from rectification.views import bulk, desk, exports, items, ledger, registering, saved_views, steps

app_name = "rectification"


class StepConverter:
    """Admits only names of the workflow's table, so that an unknown step is a 404."""

    regex = "|".join(sorted(workflow.TRANSITIONS, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StepConverter, "step")

urlpatterns = [
    path("", desk.today, name="today"),
    path("ledger/", ledger.item_list, name="item-list"),
    path("ledger/summary/", ledger.item_summary, name="item-summary"),
    path("ledger/export/", exports.item_export, name="item-export"),
    path("ledger/views/", saved_views.view_save, name="view-save"),
    path("ledger/views/<id:pk>/delete/", saved_views.view_delete, name="view-delete"),
    path("ledger/assign/", bulk.bulk_assign, name="bulk-assign"),
    path("ledger/chase/", bulk.bulk_chase, name="bulk-chase"),
    path("ledger/register/", registering.item_register, name="item-register"),
    path("ledger/<id:pk>/", items.item_detail, name="item-detail"),
    path("ledger/<id:pk>/correct/", items.item_correct, name="item-correct"),
    path("ledger/<id:pk>/turn/<step:name>/", steps.turn, name="item-turn"),
    path("ledger/<id:pk>/<step:name>/", steps.transition, name="item-transition"),
]
