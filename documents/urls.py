from django.urls import path

from documents.views import checking, dossiers, papers

app_name = "documents"
urlpatterns = [
    path("documents/check/", checking.paper_verify, name="paper-verify"),
    path("documents/dossiers/<id:pk>/", dossiers.dossier_detail, name="dossier-detail"),
    path("documents/dossiers/<id:pk>/file/", dossiers.dossier_file, name="dossier-file"),
    path("documents/<id:pk>/", papers.document_detail, name="document-detail"),
    path("documents/<id:pk>/void/", papers.document_void, name="document-void"),
    path("documents/<id:pk>/<paperfile:kind>/", papers.document_file, name="document-file"),
]
