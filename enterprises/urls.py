from django.urls import path

from core.views.listing import exported, listed
from documents.views.dossiers import dossier_of
from enterprises.listings import ENTERPRISES, PERMITS
from enterprises.views import enterprises, permits

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", listed(ENTERPRISES), name="enterprise-list"),
    path("enterprises/export/", exported(ENTERPRISES), name="enterprise-export"),
    path("enterprises/add/", enterprises.enterprise_create, name="enterprise-create"),
    path("enterprises/<id:pk>/", enterprises.enterprise_detail, name="enterprise-detail"),
    path("enterprises/<id:pk>/edit/", enterprises.enterprise_edit, name="enterprise-edit"),
    path("enterprises/<id:pk>/state/", enterprises.enterprise_state, name="enterprise-state"),
    path("enterprises/<id:pk>/dossier/", dossier_of("enterprises.enterprise"), name="enterprise-dossier"),
    path("enterprises/<id:pk>/permits/add/", permits.permit_create, name="permit-create"),
    path("permits/", listed(PERMITS), name="permit-list"),
    path("permits/export/", exported(PERMITS), name="permit-export"),
    path("permits/<id:pk>/", permits.permit_detail, name="permit-detail"),
    path("permits/<id:pk>/edit/", permits.permit_edit, name="permit-edit"),
    path("permits/<id:pk>/renew/", permits.permit_renew, name="permit-renew"),
    path("permits/<id:pk>/state/", permits.permit_state, name="permit-state"),
    path("permits/<id:pk>/scans/", permits.permit_scans, name="permit-scans"),
]
