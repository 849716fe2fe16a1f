"""Where Django puts the files of a `FileField`."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage

from core.services import disk, stored_files


class WholeFiles(FileSystemStorage):
    """Django's own, but a file that can't be written whole is not there at all, and a full disk is a refusal."""

    def _save(self, name: str, content: object) -> str:
        with stored_files.all_or_none(), disk.refused_when_full():
            stored_files.begin(Path(self.path(name)))
            return str(super()._save(name, content))  # type: ignore[misc]
