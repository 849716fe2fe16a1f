from django.urls import path

from core.views.listing import listed
from notices import views
from notices.listings import NOTICES

app_name = "notices"
urlpatterns = [
    path("notices/", listed(NOTICES), name="notice-list"),
    path("notices/read/", views.notices_read, name="notices-read"),
    path("notices/<id:pk>/", views.notice_open, name="notice-open"),
]
