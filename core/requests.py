"""What a request carries besides what Django says of it: what the middleware has put there, and who is signed in."""

from typing import TYPE_CHECKING, TypeGuard

from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from core.rules.bounds import whole

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.services.session_store import SessionStore


class SiteRequest(HttpRequest):
    """A request as the middleware hands it on; anybody may have sent it."""

    session: "SessionStore"
    htmx: HtmxDetails
    shows_personal_data: bool


class ResolvedRequest(SiteRequest):
    """A request whose address has been found: what `process_view` gets."""

    resolver_match: ResolverMatch


class SignedInRequest(SiteRequest):
    """A request behind `login_required`: somebody is signed in."""

    user: "User"


def address_of_ours(request: HttpRequest, address: str) -> str:
    """An address that was sent along, if it leads to a page of this house, else an empty text."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours and address.startswith(("/", "http://", "https://")) else ""


def seen_version(request: SiteRequest) -> int:
    """The version for which a press was meant; 0, which nothing has, where the sender doesn't say."""
    return whole(request.POST.get("version", "")) or 0


def is_signed_in(request: SiteRequest) -> TypeGuard[SignedInRequest]:
    """Whether somebody is signed in, for what stands before `login_required`."""
    return request.user.is_authenticated
