from django.urls import path

from core.views.listing import exported, listed
from enterprises.listings import ENTERPRISES, PROJECTS
from enterprises.views import enterprises, projects

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", listed(ENTERPRISES), name="enterprise-list"),
    path("enterprises/export/", exported(ENTERPRISES), name="enterprise-export"),
    path("enterprises/add/", enterprises.enterprise_create, name="enterprise-create"),
    path("enterprises/<id:pk>/", enterprises.enterprise_detail, name="enterprise-detail"),
    path("enterprises/<id:pk>/edit/", enterprises.enterprise_edit, name="enterprise-edit"),
    path("enterprises/<id:pk>/permits/add/", enterprises.permit_create, name="permit-create"),
    path("enterprises/<id:pk>/projects/add/", projects.project_create, name="project-create"),
    path("permits/<id:pk>/edit/", enterprises.permit_edit, name="permit-edit"),
    path("projects/", listed(PROJECTS), name="project-list"),
    path("projects/<id:pk>/", projects.project_detail, name="project-detail"),
    path("projects/<id:pk>/edit/", projects.project_edit, name="project-edit"),
    path("projects/<id:pk>/approvals/<slug:code>/", projects.project_approval, name="project-approval"),
]
