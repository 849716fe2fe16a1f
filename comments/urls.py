from django.urls import path

from comments import views
from comments.listings import FOLLOWED
from core.views.listing import listed

app_name = "comments"
urlpatterns = [
    path("ledger/<id:pk>/comments/", views.item_comments, name="item-comments"),
    path("ledger/<id:pk>/people/", views.item_people, name="item-people"),
    path("ledger/<id:pk>/follow/", views.item_follow, name="item-follow"),
    path("ledger/<id:pk>/unfollow/", views.item_unfollow, name="item-unfollow"),
    path("comments/<id:pk>/withdraw/", views.comment_withdraw, name="comment-withdraw"),
    path("comments/<id:pk>/seen/", views.comment_seen, name="comment-seen"),
    path("followed/", listed(FOLLOWED), name="follow-list"),
]
