from django.urls import path

from core.views import completeness, files, health, log, operations, searching, undoing, uploads
from core.views.listing import listed

app_name = "core"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("attachments/<uuid:public_id>/", files.attachment_file, name="attachment-file"),
    path("files/not-applicable/", completeness.datum_waive, name="datum-waive"),
    path("uploads/", uploads.upload_hold, name="upload-hold"),
    path("uploads/held/", uploads.upload_list, name="upload-list"),
    path("uploads/<id:pk>/remove/", uploads.upload_remove, name="upload-remove"),
    path("undo/", undoing.take_back, name="take-back"),
    path("ops/", operations.operations, name="operations"),
    path("ops/<slug:code>/", listed(operations.sending_log), name="sending-log"),
    path("ops/<slug:code>/<id:pk>/again/", operations.sending_again, name="sending-again"),
    path("log/", log.log_list, name="log-list"),
    path("log/export/", log.log_export, name="log-export"),
    path("search/", searching.search, name="search"),
    path("metrics", health.metrics, name="metrics"),
]
