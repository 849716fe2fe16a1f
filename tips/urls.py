from django.urls import path

from core.views.listing import exported, listed
from tips.forms import FORMS
from tips.listings import BATCHES, TIPS
from tips.views import batches, dialogue, handling, public

app_name = "tips"
urlpatterns = [
    path("report/", public.tip_report, name="tip-report"),
    path("report/receipt/", public.tip_receipt, name="tip-receipt"),
    path("report/follow/", dialogue.tip_follow, name="tip-follow"),
    path("tips/", listed(TIPS), name="tip-list"),
    path("tips/export/", exported(TIPS), name="tip-export"),
    path("tips/batches/", listed(BATCHES), name="tipbatch-list"),
    path("tips/batches/add/", batches.tipbatch_create, name="tipbatch-create"),
    path("tips/batches/<id:pk>/", batches.tipbatch_detail, name="tipbatch-detail"),
    path("tips/batches/<id:pk>/edit/", batches.tipbatch_edit, name="tipbatch-edit"),
    path("tips/batches/<id:pk>/add/", batches.tipbatch_row, name="tipbatch-row"),
    path("tips/<id:pk>/", handling.tip_detail, name="tip-detail"),
    path("tips/<id:pk>/confirm/", handling.tip_confirm, name="tip-confirm"),
    path("tips/<id:pk>/close/", handling.tip_close, name="tip-close"),
    path("tips/<id:pk>/reporter/", handling.tip_reporter, name="tip-reporter"),
    *(path(f"tips/<id:pk>/{name}/", handling.step_page(name), name=f"tip-{name}") for name in FORMS),
]
