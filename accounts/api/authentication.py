"""Tokens at the door of the API."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from accounts.models import ApiToken, User
from accounts.services import tokens
from core.errors import PasswordChangeRequiredError, SecondFactorRequiredError


def refuse_unprepared(user: User) -> None:
    """Raises PasswordChangeRequiredError or SecondFactorRequiredError where something has to be done first."""
    if user.must_choose_password:
        raise PasswordChangeRequiredError
    if user.must_enrol:
        raise SecondFactorRequiredError


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token …` or `Bearer …`; a token in the address is no token."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        kind, _blank, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if kind.lower() not in ("token", "bearer"):
            return None
        found = tokens.living(token.strip())
        if found is None:
            raise exceptions.AuthenticationFailed(_("The token is wrong or has expired."))
        refuse_unprepared(found.user)
        return found.user, found

    def authenticate_header(self, request: Request) -> str:
        return "Token"


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "accounts.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
