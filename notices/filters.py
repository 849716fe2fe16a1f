import django_filters

from core.filters import Texts, TrueOrFalse
from notices.models import Notice


class NoticeFilter(django_filters.FilterSet):
    unread = TrueOrFalse(field_name="read_at", lookup_expr="isnull")
    rule = Texts()

    class Meta:
        model = Notice
        fields = ()
