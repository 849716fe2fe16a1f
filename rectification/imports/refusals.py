"""Why a file can't be read as a list."""

from typing import Any

from django.utils.translation import gettext


class UnreadableFileError(Exception):
    """Nothing can be imported from this file; as a text it is one clear line in the user's language.

    The message is translated when it is shown, because the file may be read in another process.
    """

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message, values)
        self.message, self.values = message, values

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.message, self.values)

    def __str__(self) -> str:
        return gettext(self.message) % self.values


def _again(message: str, values: dict[str, Any]) -> UnreadableFileError:
    return UnreadableFileError(message, **values)
