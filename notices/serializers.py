from rest_framework import serializers

from notices.models import Notice


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    class Meta:
        model = Notice
        fields = ("id", "rule", "title", "text", "url", "day", "is_reminder", "created_at", "read_at")
        read_only_fields = fields
