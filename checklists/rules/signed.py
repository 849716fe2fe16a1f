"""What a signature stands for: the answers as one text, and its hash; a device makes the same text."""

import hashlib
from collections.abc import Iterable


def hash_of(answers: Iterable[tuple[str, str, str]]) -> str:
    """SHA-256 of code, answer and note of each, sorted by code, one in a line, divided by tabs; hexadecimal."""
    lines = sorted("\t".join((code, said, " ".join(note.split()))) for code, said, note in answers)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
