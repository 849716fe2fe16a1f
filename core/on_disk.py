"""Places on the disk that a person has named: what the system refuses of them is told in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError

WHY: dict[type[OSError], str | Promise] = {
    FileNotFoundError: gettext_lazy("there is no such file or folder"),
    NotADirectoryError: gettext_lazy("this is no folder"),
    FileExistsError: gettext_lazy("there is a file where a folder is to be"),
    IsADirectoryError: gettext_lazy("this is a folder and no file"),
    PermissionError: gettext_lazy("the system does not permit it"),
}


class PlaceError(DomainError):
    """A file or folder is not there, or is not what it was taken for."""


@contextmanager
def named() -> Iterator[None]:
    """Raises PlaceError with the place and what is wrong with it; a full or broken disk stays what it is."""
    try:
        yield
    except tuple(WHY) as fault:
        why = next(said for kind, said in WHY.items() if isinstance(fault, kind))
        raise PlaceError(_("%(place)s: %(why)s.") % {"place": fault.filename, "why": why}) from fault
