"""Why a file can't be read as a list."""


class UnreadableFileError(Exception):
    """Nothing can be imported from this file; the message is one clear line for the user."""
