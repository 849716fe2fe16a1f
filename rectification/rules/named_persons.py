"""责任人 is a text of the plan: who is named in it, and the text with another one in that place.

A plan names one person or several (“安全总监戴亚、李明”), each with or without the post before the name.
"""

import re

BETWEEN = re.compile(r"(\s*[、，,；;/\n]\s*)")


def names(text: str, name: str) -> bool:
    """Whether a person of this name is one of those that the text names."""
    return bool(name) and any(part.endswith(name) for part in _parts(text))


def renamed(text: str, name: str, post: str, successor: str) -> str:
    """The text with the successor, with the own post where the text says one, where the person stood."""
    return "".join(
        (f"{post}{successor}" if part != name else successor) if part.endswith(name) else part for part in _parts(text)
    )


def _parts(text: str) -> list[str]:
    """The persons and what stands between them."""
    return BETWEEN.split(text.strip())
