"""Requests of the API, as `core.requests` has them for pages."""

from typing import TYPE_CHECKING

from rest_framework.request import Request

from core.requests import SiteRequest

if TYPE_CHECKING:
    from accounts.models import User


class ApiRequest(Request):
    """A request of the API over one that our middleware has seen; anybody may have sent it."""

    _request: SiteRequest


class SignedInApiRequest(ApiRequest):
    """A request of the API past its authentication: it is known who calls."""

    user: "User"
