from django.urls import path

from core.views.listing import exported, listed
from objections import views
from objections.listings import OBJECTIONS

app_name = "objections"
urlpatterns = [
    path("objections/", listed(OBJECTIONS), name="objection-list"),
    path("objections/export/", exported(OBJECTIONS), name="objection-export"),
    path("objections/<id:pk>/", views.objection_detail, name="objection-detail"),
    path("objections/<id:pk>/answer/", views.objection_answer, name="objection-answer"),
    path("objections/<id:pk>/withdraw/", views.objection_withdraw, name="objection-withdraw"),
    path("enterprises/<id:pk>/objections/add/", views.objection_create, name="enterprise-objection-add"),
]
