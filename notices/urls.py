from django.urls import path

from core.views.listing import listed
from notices.listings import NOTICES
from notices.views import calendar, feeds, notices

app_name = "notices"
urlpatterns = [
    path("notices/", listed(NOTICES), name="notice-list"),
    path("notices/read/", notices.notices_read, name="notices-read"),
    path("notices/<id:pk>/", notices.notice_open, name="notice-open"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/export/", calendar.calendar_export, name="calendar-export"),
    path("calendar/feeds/", feeds.feed_list, name="feed-list"),
    path("calendar/feeds/<id:pk>/revoke/", feeds.feed_revoke, name="feed-revoke"),
    path("calendar/feed/<secret:token>.ics", feeds.feed, name="feed"),
]
