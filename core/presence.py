"""Which of several sorts of rows there are any of, asked once for all of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, QuerySet

Rows = QuerySet[Any]
"""Of whatever table: only who offers them knows their rows."""

if TYPE_CHECKING:
    from accounts.models import User

Key = TypeVar("Key")


def which_have_any(user: "User", rows: Mapping[Key, Rows]) -> list[Key]:
    """The names of those that have a row, in the order given, in one statement: the rest needn't be read."""
    person = user._meta.model._default_manager.filter(pk=user.pk)
    there = person.values_list(*(Exists(each) for each in rows.values())).get()
    return [name for name, has_any in zip(rows, there, strict=True) if has_any]
