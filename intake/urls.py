from django.urls import path

from intake import views

app_name = "intake"
urlpatterns = [
    path("imports/", views.upload, name="import-list"),
    path("imports/<id:pk>/", views.detail, name="import-detail"),
    path("imports/<id:pk>/columns/", views.columns, name="import-columns"),
    path("imports/<id:pk>/check/", views.check, name="import-check"),
    path("imports/<id:pk>/back/", views.form_back, name="import-form-back"),
    path("imports/<id:pk>/undo/", views.undo, name="import-undo"),
    path("imports/<id:pk>/cancel/", views.cancel, name="import-cancel"),
    path("imports/<id:pk>/again/", views.again, name="import-again"),
    path("imports/<id:pk>/remarks.xlsx", views.remarked, name="import-remarks"),
]
