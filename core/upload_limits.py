"""Files are refused while they come in, not after (security S39)."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from core.rules.file_kinds import DOCUMENT_BYTES


class BoundedUpload(FileUploadHandler):
    """Breaks off a file that is larger than any that is taken."""

    received = 0

    def new_file(self, *args: object, **options: object) -> None:
        super().new_file(*args, **options)  # type: ignore[arg-type]
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > DOCUMENT_BYTES:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
