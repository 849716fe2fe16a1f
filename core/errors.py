"""What a service says when it refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _


class DomainError(Exception):
    """A refusal in the user's words; `field` names the input at fault, or None.

    `status` and `kind` are how a door over HTTP answers it, `facts` what the caller should know besides.
    """

    status = 400
    kind = "about:blank"

    def __init__(self, message: str, field: str | None = None, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        return str(self.message)


class WorkflowError(DomainError):
    """A step that is refused; `field` names the input at fault."""


class NotAllowedError(WorkflowError):
    """This person may not take the step."""

    status = 403


class NotYoursError(PermissionDenied):
    """The page of a step that is not for this person; its words say why, and are told on the page."""


class WrongStateError(WorkflowError):
    """The thing is not, or no longer, where the step begins; the facts say where it is."""

    status = 409


class StaleError(WrongStateError):
    """Somebody else has changed the thing since the person has seen it; the facts say its version."""


class NoRightError(Http404):
    """A page that is not for the person's role; answered as if it weren't there, in words that say why."""


class PasswordChangeRequiredError(DomainError):
    """Whoever has got a first password does nothing before changing it (security S03)."""

    status = 403
    kind = "about:blank#password-change-required"

    def __init__(self) -> None:
        super().__init__(_("Change your password first."))


class SecondFactorRequiredError(DomainError):
    """Whoever must have a second factor and has none yet does nothing before setting it up (security S06)."""

    status = 403
    kind = "about:blank#second-factor-required"

    def __init__(self) -> None:
        super().__init__(_("Log in on the pages and set up the second factor first."))


class ReauthenticationRequiredError(DomainError):
    """What has effect asks for the password or the code again after a while (security S70)."""

    status = 403
    kind = "about:blank#reauthentication-required"

    def __init__(self) -> None:
        super().__init__(_("The last password or code is too long ago; give it again."))
