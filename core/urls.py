from django.urls import path

from core.views import files, health

app_name = "core"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("attachments/<uuid:public_id>/", files.attachment_file, name="attachment-file"),
    path("metrics", health.metrics, name="metrics"),
]
