from django.urls import path

from field.views import sending, shell

app_name = "field"
urlpatterns = [
    path("field/", shell.capture, name="capture"),
    path("field/worker.js", shell.worker, name="worker"),
    path("field/manifest.webmanifest", shell.manifest, name="manifest"),
    path("field/pack/", sending.pack, name="pack"),
    path("field/photos/", sending.photo_send, name="photo-send"),
    path("field/findings/", sending.finding_send, name="finding-send"),
    path("field/answers/", sending.answers_send, name="answers-send"),
    path("field/signatures/", sending.signature_send, name="signature-send"),
]
