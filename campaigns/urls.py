from django.urls import path

from campaigns.listings import CAMPAIGNS, DAY_REPORTS
from campaigns.views import ending, entering, reporting, showing
from core.views.listing import exported, listed

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", listed(CAMPAIGNS), name="campaign-list"),
    path("campaigns/export/", exported(CAMPAIGNS), name="campaign-export"),
    path("campaigns/add/", entering.campaign_create, name="campaign-create"),
    path("campaigns/<id:pk>/", showing.campaign_detail, name="campaign-detail"),
    path("campaigns/<id:pk>/edit/", entering.campaign_edit, name="campaign-edit"),
    path("campaigns/<id:pk>/units/", entering.campaign_units, name="campaign-units"),
    path("campaigns/<id:pk>/announce/", ending.campaign_announce, name="campaign-announce"),
    path("campaigns/<id:pk>/close/", ending.campaign_close, name="campaign-close"),
    path("campaigns/<id:pk>/withdraw/", ending.campaign_withdraw, name="campaign-withdraw"),
    path("campaigns/<id:pk>/report/", reporting.campaign_report, name="campaign-report"),
    path("campaigns/reports/", listed(DAY_REPORTS), name="dayreport-list"),
    path("campaigns/reports/export/", exported(DAY_REPORTS), name="dayreport-export"),
    path("campaigns/reports/<id:pk>/", reporting.report_detail, name="dayreport-detail"),
    path("campaigns/reports/<id:pk>/edit/", reporting.report_edit, name="dayreport-edit"),
]
