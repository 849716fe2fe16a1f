from django.urls import path, register_converter
from django.urls.converters import StringConverter

from core.views.listing import listed
from meetings import workflow
from meetings.listings import DUTIES, MEETINGS
from meetings.views import duties, meetings, minutes, since


class ActConverter(StringConverter):
    regex = "|".join(workflow.DUTIES.steps)


register_converter(ActConverter, "dutyact")

app_name = "meetings"
urlpatterns = [
    path("meetings/since/", since.since, name="since"),
    path("meetings/", listed(MEETINGS), name="meeting-list"),
    path("meetings/add/", meetings.meeting_create, name="meeting-create"),
    path("meetings/<id:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("meetings/<id:pk>/edit/", meetings.meeting_edit, name="meeting-edit"),
    path("meetings/<id:pk>/minutes/", minutes.meeting_minutes, name="meeting-minutes"),
    path("meetings/<id:pk>/decide/", meetings.meeting_decide, name="meeting-decide"),
    path("meetings/duties/", listed(DUTIES), name="duty-list"),
    path("meetings/duties/<id:pk>/", duties.duty_detail, name="duty-detail"),
    path("meetings/duties/<id:pk>/<dutyact:act>/", duties.duty_act, name="duty-act"),
]
