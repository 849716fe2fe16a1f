"""What changes rights without being called a right holds once another administrator agrees (security S67). Pure."""

from collections.abc import Mapping

OF_PERSON = ("organization", "email", "phone")
OF_UNIT = ("parent", "kind")


def differing(row: object, values: Mapping[str, object], names: tuple[str, ...]) -> dict[str, object]:
    """Those of the named fields that would become something else."""
    return {name: values[name] for name in names if name in values and values[name] != getattr(row, name)}
