from django.urls import path

from core.views.listing import listed
from documents.views.dossiers import dossier_of
from projects.listings import PROJECTS, VIOLATIONS
from projects.views import projects, proof, scans, supposing, violations

app_name = "projects"
urlpatterns = [
    path("enterprises/<id:pk>/projects/add/", projects.project_create, name="project-create"),
    path("projects/", listed(PROJECTS), name="project-list"),
    path("projects/<id:pk>/", projects.project_detail, name="project-detail"),
    path("projects/<id:pk>/edit/", projects.project_edit, name="project-edit"),
    path("projects/<id:pk>/dossier/", dossier_of("projects.project"), name="project-dossier"),
    path("projects/<id:pk>/approvals/<slug:code>/", projects.project_approval, name="project-approval"),
    path("projects/<id:pk>/what-if/", supposing.project_suppose, name="project-suppose"),
    path("projects/<id:pk>/proof/", proof.project_proof, name="project-proof"),
    path("projects/<id:pk>/proof/issue/", proof.project_proof_issue, name="project-proof-issue"),
    path("projects/<id:pk>/states/add/", projects.spell_create, name="spell-create"),
    path("projects/states/<id:pk>/edit/", projects.spell_edit, name="spell-edit"),
    path("projects/<id:pk>/records/add/", projects.record_create, name="record-create"),
    path("projects/records/<id:pk>/edit/", projects.record_edit, name="record-edit"),
    path("projects/records/<id:pk>/scans/", scans.record_scans, name="record-scans"),
    path("projects/approvals/<id:pk>/scans/", scans.approval_scans, name="approval-scans"),
    path("projects/violations/", listed(VIOLATIONS), name="violation-list"),
    path("projects/violations/<id:pk>/", violations.violation_detail, name="violation-detail"),
    path("projects/violations/<id:pk>/dismiss/", violations.violation_dismiss, name="violation-dismiss"),
]
