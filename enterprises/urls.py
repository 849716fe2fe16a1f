from django.urls import path

from enterprises.views import enterprises, projects

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", enterprises.enterprise_list, name="enterprise-list"),
    path("enterprises/export/", enterprises.enterprise_export, name="enterprise-export"),
    path("enterprises/add/", enterprises.enterprise_create, name="enterprise-create"),
    path("enterprises/<int:pk>/", enterprises.enterprise_detail, name="enterprise-detail"),
    path("enterprises/<int:pk>/edit/", enterprises.enterprise_edit, name="enterprise-edit"),
    path("enterprises/<int:pk>/permits/add/", enterprises.permit_create, name="permit-create"),
    path("enterprises/<int:pk>/projects/add/", projects.project_create, name="project-create"),
    path("permits/<int:pk>/edit/", enterprises.permit_edit, name="permit-edit"),
    path("projects/", projects.project_list, name="project-list"),
    path("projects/<int:pk>/", projects.project_detail, name="project-detail"),
    path("projects/<int:pk>/edit/", projects.project_edit, name="project-edit"),
    path("projects/<int:pk>/approvals/<slug:code>/", projects.project_approval, name="project-approval"),
]
