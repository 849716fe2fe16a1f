"""Why a file can't be read as a list."""

from core.bounded import RefusedError


class UnreadableFileError(RefusedError):
    """Nothing can be imported from this file; as a text it is one clear line in the user's language."""
