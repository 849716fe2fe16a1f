"""Static files that are made from others as they are asked for; no step has to be remembered."""

import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage


def replace(target: Path, text: str) -> None:
    """Write a file at once, since several processes may ask."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(name, 0o644)
    Path(name).replace(target)


class MadeFile(BaseFinder, ABC):
    """Finds the one file that it makes."""

    name = ""

    @abstractmethod
    def made(self) -> Path:
        """Where the file is, fresh; its path ends with `name`."""

    def can_be_made(self) -> bool:
        return True

    def check(self, **options: object) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **options: object) -> Any:
        if path != self.name or not self.can_be_made():
            return []
        found = str(self.made())
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        if self.can_be_made():
            yield self.name, FileSystemStorage(location=self.made().parents[self.name.count("/")])
