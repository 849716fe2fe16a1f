from django.urls import path

from core.listings import NOTICES
from core.views import files, health, log, notices, operations, searching, uploads
from core.views.listing import listed

app_name = "core"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("attachments/<uuid:public_id>/", files.attachment_file, name="attachment-file"),
    path("uploads/", uploads.upload_hold, name="upload-hold"),
    path("uploads/held/", uploads.upload_list, name="upload-list"),
    path("uploads/<id:pk>/remove/", uploads.upload_remove, name="upload-remove"),
    path("notices/", listed(NOTICES), name="notice-list"),
    path("notices/read/", notices.notices_read, name="notices-read"),
    path("notices/<id:pk>/", notices.notice_open, name="notice-open"),
    path("ops/", operations.operations, name="operations"),
    path("ops/<slug:code>/", listed(operations.sending_log), name="sending-log"),
    path("ops/<slug:code>/<id:pk>/again/", operations.sending_again, name="sending-again"),
    path("log/", log.log_list, name="log-list"),
    path("log/export/", log.log_export, name="log-export"),
    path("search/", searching.search, name="search"),
    path("metrics", health.metrics, name="metrics"),
]
