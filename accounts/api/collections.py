"""Who calls, and which units there are."""

from django.contrib.auth import authenticate
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, permissions, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.authentication import TokenAuthentication, refuse_unprepared
from accounts.filters import OrganizationFilter
from accounts.models import LoginSession, Organization, User
from accounts.serializers import CredentialsSerializer, MeSerializer, OrganizationSerializer, TokenSerializer
from accounts.services import entering, tokens
from core.api.lists import ReadOnly
from core.api.requests import ApiRequest, SignedInApiRequest

REFUSED = _("The account or the password is wrong, or the account is locked for the moment.")
WRONG_CODE = _("The code is wrong, has been used, or the account is locked for the moment.")


class TokenView(APIView):
    """A token for twelve hours; a wrong name, a wrong password and a locked account answer the same.

    Whoever has a second factor gives its code as well. DELETE ends the token that it is asked with.
    """

    authentication_classes = ()
    permission_classes = (permissions.AllowAny,)

    @extend_schema(request=CredentialsSerializer, responses=TokenSerializer, auth=[])
    def post(self, request: ApiRequest) -> Response:
        given = CredentialsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        names = {name: given.validated_data[name] for name in ("username", "password")}
        user = authenticate(request=request._request, **names)
        if not isinstance(user, User):
            raise exceptions.ValidationError({"non_field_errors": [REFUSED]})
        refuse_unprepared(user)
        self._ask_code(request, user, given.validated_data.get("code", ""))
        return Response({"token": tokens.issue(user, login=self._login_of(request, user))})

    def _ask_code(self, request: Request, user: User, code: str) -> None:
        if not user.has_second_factor:
            return
        if not code:
            raise exceptions.ValidationError({"code": [_("This account has a second factor: give its code as well.")]})
        if not entering.code_opens(user, code, **entering.caller(request._request)):
            raise exceptions.ValidationError({"code": [WRONG_CODE]})

    def _login_of(self, request: ApiRequest, user: User) -> LoginSession | None:
        """The browser's login in which the token is made: it ends with that."""
        row = request._request.session.row
        return row if row is not None and row.user_id == user.pk else None

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        known = TokenAuthentication().authenticate(request)
        if known is None:
            raise exceptions.NotAuthenticated
        tokens.end(known[1])
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_authenticate_header(self, request: Request) -> str:
        return "Token"


class MeView(APIView):
    """Who I am: account, unit, roles."""

    @extend_schema(responses=MeSerializer)
    def get(self, request: SignedInApiRequest) -> Response:
        return Response(MeSerializer(request.user).data)


class OrganizationViewSet(ReadOnly):
    """Units of the tree."""

    model = Organization
    page = ""
    serializer_class = OrganizationSerializer
    filterset_class = OrganizationFilter
    ordering_fields = ("name", "protocol_order", "id")
    ordering = ("protocol_order", "name")

    def shaped(self, rows: QuerySet[Model]) -> QuerySet[Model]:
        return rows.select_related("parent")
