import django_filters

from comments.models import Comment, Follow
from comments.states import Audience
from core.filters import Codes, Ids


class CommentFilter(django_filters.FilterSet):
    item = Ids()
    audience = Codes(choices=Audience.choices)

    class Meta:
        model = Comment
        fields = ()


class FollowFilter(django_filters.FilterSet):
    item = Ids()

    class Meta:
        model = Follow
        fields = ()
