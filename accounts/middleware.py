"""What somebody who has logged in has to do before anything else."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from accounts.models import User
from core.api import problems
from core.errors import PasswordChangeRequiredError, SecondFactorRequiredError
from core.requests import SiteRequest

GetResponse = Callable[[SiteRequest], HttpResponse]


class ForcedPage(ABC):
    """Whoever has something to do first does nothing before: page, fragment and API alike."""

    page = ""
    open_pages: tuple[str, ...] = ()
    refusal: type[PasswordChangeRequiredError | SecondFactorRequiredError]

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    @abstractmethod
    def is_due(self, user: User) -> bool:
        """Whether this person has it still to do."""

    def __call__(self, request: SiteRequest) -> HttpResponse:
        if not request.user.is_authenticated or not self.is_due(request.user):
            return self.get_response(request)
        if request.path in self._open_paths() or request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            return JsonResponse(problems.refusal(self.refusal()), status=403, content_type=problems.CONTENT_TYPE)
        return HttpResponseRedirect(reverse(self.page))

    def _open_paths(self) -> set[str]:
        names = (self.page, *self.open_pages, "accounts:logout", "set_language", "core:healthz", "core:readyz")
        return {reverse(name) for name in names}


class ForcedPasswordChange(ForcedPage):
    """Whoever has to choose a password does nothing before (S03)."""

    page = "accounts:password-change"
    refusal = PasswordChangeRequiredError

    def is_due(self, user: User) -> bool:
        return bool(user.must_choose_password)


class ForcedEnrolment(ForcedPage):
    """Whoever must have a second factor sets it up before anything else; a password is chosen first (S06)."""

    page = "accounts:second-factor-enrol"
    open_pages = ("accounts:password-change",)
    refusal = SecondFactorRequiredError

    def is_due(self, user: User) -> bool:
        return bool(user.must_enrol)
