"""Who calls, and which units there are."""

from typing import Any

from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, permissions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.authentication import refuse_first_password
from accounts.filters import OrganizationFilter
from accounts.models import Organization, User
from accounts.serializers import CredentialsSerializer, MeSerializer, OrganizationSerializer, TokenSerializer
from accounts.services import tokens
from core.api.lists import ReadOnly

REFUSED = _("The account or the password is wrong, or the account is locked for the moment.")


class TokenView(APIView):
    """A token for twelve hours; a wrong name, a wrong password and a locked account answer the same."""

    authentication_classes = ()
    permission_classes = (permissions.AllowAny,)

    @extend_schema(request=CredentialsSerializer, responses=TokenSerializer, auth=[])
    def post(self, request: Request) -> Response:
        given = CredentialsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = authenticate(request=request._request, **given.validated_data)
        if not isinstance(user, User):
            raise exceptions.ValidationError({"non_field_errors": [REFUSED]})
        refuse_first_password(user)
        return Response({"token": tokens.issue(user)})


class MeView(APIView):
    """Who I am: account, unit, roles."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(request.user).data)


class OrganizationViewSet(ReadOnly):
    """Units of the tree."""

    model = Organization
    serializer_class = OrganizationSerializer
    filterset_class = OrganizationFilter
    ordering_fields = ("name", "protocol_order", "id")
    ordering = ("protocol_order", "name")

    def shaped(self, rows: Any) -> Any:
        return rows.select_related("parent")
