"""What a service says when it refuses."""

from typing import Any


class DomainError(Exception):
    """A refusal in the user's words; `field` names the input at fault, or None.

    `status` is how a door over HTTP answers it, `facts` what the caller should know besides.
    """

    status = 400

    def __init__(self, message: str, field: str | None = None, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        return str(self.message)
