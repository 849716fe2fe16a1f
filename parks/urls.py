from django.urls import path

from core.views.listing import listed
from documents.views.dossiers import dossier_of
from parks.listings import INFRASTRUCTURE, PARKS
from parks.views import entries, filed, infrastructure, parks, quota, risk
from parks.views.infrastructure import stood

app_name = "parks"
urlpatterns = [
    path("parks/", listed(PARKS), name="park-list"),
    path("parks/add/", parks.park_create, name="park-create"),
    path("parks/<id:pk>/", parks.park_detail, name="park-detail"),
    path("parks/<id:pk>/edit/", parks.park_edit, name="park-edit"),
    path("parks/<id:pk>/dossier/", dossier_of("parks.park"), name="park-dossier"),
    path("parks/<id:pk>/risk/add/", risk.risk_create, name="risk-create"),
    path("parks/risk/<id:pk>/edit/", risk.risk_edit, name="risk-edit"),
    path("parks/<id:pk>/infrastructure/add/", infrastructure.infrastructure_create, name="infrastructure-create"),
    path("parks/<id:pk>/quota/add/", quota.quota_create, name="quota-create"),
    path("parks/quota/<id:pk>/", quota.quota_detail, name="quota-detail"),
    path("parks/quota/postings/<id:pk>/reverse/", quota.posting_reverse, name="posting-reverse"),
    path("parks/<id:pk>/stops/add/", entries.stop_create, name="stop-create"),
    path("parks/stops/<id:pk>/edit/", entries.stop_edit, name="stop-edit"),
    path("parks/<id:pk>/problems/add/", entries.problem_create, name="problem-create"),
    path("parks/problems/<id:pk>/edit/", entries.problem_edit, name="problem-edit"),
    path("parks/<id:pk>/levels/add/", entries.level_create, name="level-create"),
    path("parks/levels/<id:pk>/edit/", entries.level_edit, name="level-edit"),
    path("parks/<id:pk>/upgrades/add/", entries.upgrade_create, name="upgrade-create"),
    path("parks/upgrades/<id:pk>/edit/", entries.upgrade_edit, name="upgrade-edit"),
    path("parks/<id:pk>/capacity/add/", entries.capacity_create, name="capacity-create"),
    path("parks/capacity/<id:pk>/edit/", entries.capacity_edit, name="capacity-edit"),
    path("parks/<id:pk>/papers/add/", filed.paper_create, name="paper-create"),
    path("parks/papers/<id:pk>/edit/", entries.paper_edit, name="paper-edit"),
    path("parks/<id:pk>/visits/add/", filed.visit_create, name="visit-create"),
    path("infrastructure/", listed(INFRASTRUCTURE, lines=stood), name="infrastructure-list"),
    path("infrastructure/<id:pk>/", infrastructure.infrastructure_detail, name="infrastructure-detail"),
    path("infrastructure/<id:pk>/progress/", infrastructure.infrastructure_progress, name="infrastructure-progress"),
    path("infrastructure/<id:pk>/edit/", infrastructure.infrastructure_edit, name="infrastructure-edit"),
]
