from django.urls import path

from core.views.listing import listed
from draws.listings import DRAWS, INTERESTS
from draws.views import drawing, interests

app_name = "draws"
urlpatterns = [
    path("draws/", listed(DRAWS), name="draw-list"),
    path("draws/add/", drawing.draw_create, name="draw-create"),
    path("draws/<id:pk>/", drawing.draw_detail, name="draw-detail"),
    path("draws/<id:pk>/draw/", drawing.draw_draw, name="draw-draw"),
    path("draws/<id:pk>/redraw/", drawing.draw_redraw, name="draw-redraw"),
    path("draws/<id:pk>/record/", drawing.draw_record, name="draw-record"),
    path("draws/interests/", listed(INTERESTS), name="interest-list"),
    path("draws/interests/add/", interests.interest_create, name="interest-create"),
    path("draws/interests/<id:pk>/", interests.interest_detail, name="interest-detail"),
    path("draws/interests/<id:pk>/end/", interests.interest_end, name="interest-end"),
]
