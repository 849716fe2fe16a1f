"""Comments and followed items over the API, by the services of the pages."""

from django.db.models import Model, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from comments.filters import CommentFilter, FollowFilter
from comments.models import Comment, Follow
from comments.serializers import (
    CommentBodySerializer,
    CommentSerializer,
    FollowBodySerializer,
    FollowSerializer,
)
from comments.services import commenting, following, mentioning
from core.api.lists import ReadOnly
from core.api.once import KEY, answered_once
from core.api.requests import SignedInApiRequest
from rectification.models import Item


class CommentViewSet(ReadOnly):
    """What has been said at items (留言), as far as the person reads it."""

    model = Comment
    page = "rectification:item-list"
    serializer_class = CommentSerializer
    filterset_class = CommentFilter
    ordering_fields = ("at", "id")
    ordering = ("-at",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("item").prefetch_related("mentions__person")

    def present(self, pk: int) -> object:
        return CommentSerializer(self.get_queryset().get(pk=pk), context=self.get_serializer_context()).data

    @extend_schema(request=CommentBodySerializer, responses={201: CommentSerializer}, parameters=[KEY])
    def create(self, request: SignedInApiRequest) -> Response:
        def act() -> tuple[int, object]:
            body = CommentBodySerializer(data=request.data)
            body.is_valid(raise_exception=True)
            said = body.validated_data
            try:
                written = commenting.comment(
                    said["item"], actor=request.user, text=said["text"], audience=said["audience"]
                )
            except Item.DoesNotExist:
                raise Http404 from None
            return status.HTTP_201_CREATED, self.present(written.pk)

        return answered_once(request, act)

    @extend_schema(request=None, responses=CommentSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def withdraw(self, request: SignedInApiRequest, pk: object = None) -> Response:
        """Take back what one has said."""

        def act() -> tuple[int, object]:
            withdrawn = commenting.withdraw(self.get_object().pk, actor=request.user)
            return status.HTTP_200_OK, self.present(withdrawn.pk)

        return answered_once(request, act)

    @extend_schema(request=None, responses=CommentSerializer, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def seen(self, request: SignedInApiRequest, pk: object = None) -> Response:
        """Say that one has read where one is named; a second time changes nothing."""

        def act() -> tuple[int, object]:
            comment = self.get_object()
            mentioning.note_seen(comment, request.user)
            return status.HTTP_200_OK, self.present(comment.pk)

        return answered_once(request, act)


class FollowViewSet(ReadOnly):
    """The items that the person follows (关注)."""

    model = Follow
    page = "comments:follow-list"
    serializer_class = FollowSerializer
    filterset_class = FollowFilter
    filter_backends = ReadOnly.filter_backends[:2]
    ordering_fields = ("since", "id")
    ordering = ("-since",)

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("item")

    @extend_schema(request=FollowBodySerializer, responses={201: FollowSerializer}, parameters=[KEY])
    def create(self, request: SignedInApiRequest) -> Response:
        def act() -> tuple[int, object]:
            body = FollowBodySerializer(data=request.data)
            body.is_valid(raise_exception=True)
            try:
                begun = following.follow(body.validated_data["item"], actor=request.user)
            except Item.DoesNotExist:
                raise Http404 from None
            return status.HTTP_201_CREATED, FollowSerializer(self.get_queryset().get(pk=begun.pk)).data

        return answered_once(request, act)

    @extend_schema(request=None, responses={204: None}, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def end(self, request: SignedInApiRequest, pk: object = None) -> Response:
        """Follow the item no more."""

        def act() -> tuple[int, object]:
            following.unfollow(self.get_object().item_id, actor=request.user)
            return status.HTTP_204_NO_CONTENT, None

        return answered_once(request, act)
