"""What a service says when it refuses."""


class DomainError(Exception):
    """A refusal in the user's words; `field` names the input at fault, or None."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)
