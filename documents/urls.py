from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("documents/<id:pk>/", views.document_detail, name="document-detail"),
    path("documents/<id:pk>/<paperfile:kind>/", views.document_file, name="document-file"),
]
