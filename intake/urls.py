from django.urls import path

from intake.views import law_book, pasting, registers
from intake.views import lists as views

app_name = "intake"
urlpatterns = [
    path("ledger/paste/", pasting.paste, name="paste"),
    path("imports/", views.upload, name="import-list"),
    path("imports/blank.xlsx", views.blank, name="import-blank"),
    path("imports/<id:pk>/", views.detail, name="import-detail"),
    path("imports/<id:pk>/columns/", views.columns, name="import-columns"),
    path("imports/<id:pk>/check/", views.check, name="import-check"),
    path("imports/<id:pk>/back/", views.form_back, name="import-form-back"),
    path("imports/<id:pk>/undo/", views.undo, name="import-undo"),
    path("imports/<id:pk>/cancel/", views.cancel, name="import-cancel"),
    path("imports/<id:pk>/again/", views.again, name="import-again"),
    path("imports/<id:pk>/remarks.xlsx", views.remarked, name="import-remarks"),
    path("law/book/", law_book.upload, name="law-book"),
    path("registers/", registers.index, name="register-list"),
    path("registers/new/<slug:kind>/", registers.upload, name="register-new"),
    path("registers/new/<slug:kind>/blank.xlsx", registers.blank, name="register-blank"),
    path("registers/<id:pk>/", registers.detail, name="register-detail"),
    path("registers/<id:pk>/columns/", registers.columns, name="register-columns"),
    path("registers/<id:pk>/check/", registers.check, name="register-check"),
    path("registers/<id:pk>/undo/", registers.undo, name="register-undo"),
    path("registers/<id:pk>/again/", registers.again, name="register-again"),
]
