"""Why a foreign file is not opened."""

from typing import Self

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


class RefusedError(Exception):
    """Nothing is taken from this file; as a text it is one clear line in the user's language.

    The message is translated when it is shown, because the file is read in another process.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message, self.values = message, values

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.message, self.values)

    def __str__(self) -> str:
        return gettext(self.message) % self.values

    @classmethod
    def overrun(cls, *, late: bool) -> Self:
        """The reader was ended: too slow, or out of memory, or it fell over what it read."""
        if late:
            return cls(_("The file takes too long to read."))
        return cls(_("The file needs too much memory to be read, or it is damaged."))


def _again(kind: type[RefusedError], message: str, values: dict[str, object]) -> RefusedError:
    return kind(message, **values)
