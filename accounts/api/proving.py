"""Over the API too what has effect needs a fresh proof: of a browser's login, or of the token (security S70)."""

from accounts.models import ApiToken
from accounts.services import tokens
from core.api.requests import ApiRequest
from core.errors import ReauthenticationRequiredError


def refuse_stale_proof(request: ApiRequest) -> None:
    """Raises ReauthenticationRequiredError where the last password or code is too long ago."""
    if isinstance(request.auth, ApiToken):
        is_fresh = tokens.is_proof(request.auth)
    else:
        is_fresh = request._request.session.is_proved
    if not is_fresh:
        raise ReauthenticationRequiredError
