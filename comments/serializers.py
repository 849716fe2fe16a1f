from rest_framework import serializers

from comments.models import LONGEST_TEXT, Comment, Follow, Mention
from comments.states import Audience


class MentionSerializer(serializers.ModelSerializer[Mention]):
    person_name = serializers.CharField(source="person.name", read_only=True)

    class Meta:
        model = Mention
        fields = ("person", "person_name", "answered_at")
        read_only_fields = fields


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """A comment with whom it names; of a withdrawn one the text is empty."""

    number = serializers.CharField(source="item.number", read_only=True)
    mentions = MentionSerializer(many=True, read_only=True)

    class Meta:
        model = Comment
        fields = (
            "id", "item", "number", "audience", "text", "author", "author_name", "author_unit", "at", "withdrawn_at",
            "mentions",
        )  # fmt: skip
        read_only_fields = fields


class CommentBodySerializer(serializers.Serializer[Comment]):
    """What is said at an item; whom it names stands in the text behind an @."""

    item = serializers.IntegerField(min_value=1)
    text = serializers.CharField(max_length=LONGEST_TEXT)
    audience = serializers.ChoiceField(choices=Audience.choices)


class FollowSerializer(serializers.ModelSerializer[Follow]):
    number = serializers.CharField(source="item.number", read_only=True)
    title = serializers.CharField(source="item.title", read_only=True)
    state = serializers.CharField(source="item.state", read_only=True)

    class Meta:
        model = Follow
        fields = ("id", "item", "number", "title", "state", "since")
        read_only_fields = fields


class FollowBodySerializer(serializers.Serializer[Follow]):
    item = serializers.IntegerField(min_value=1)
