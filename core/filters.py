import django_filters

from core.models import Attachment, Notice
from core.states import AttachmentKind


class AttachmentFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=AttachmentKind.choices)

    class Meta:
        model = Attachment
        fields = ()


class NoticeFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter(field_name="read_at", lookup_expr="isnull")
    rule = django_filters.CharFilter()

    class Meta:
        model = Notice
        fields = ()
