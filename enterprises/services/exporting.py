"""导出: the list of the enterprises as a workbook."""

from collections.abc import Iterator
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.rules import phones
from core.services import workbooks
from enterprises.models import Enterprise

CHUNK = 2000
WIDTHS = (28, 21, 16, 14, 13, 26, 30, 9, 11, 15, 11, 15, 12, 12, 11, 13)
"""A name of enterprise, its code and its address each go on a line."""


def columns() -> list[str]:
    return [
        _("Name"), _("Unified social credit code"), _("Park"), _("Kind"), _("Operating state"), _("Address"),
        _("Main products"), _("Employees"), _("Principal"), _("Principal's phone"), _("Safety manager"),
        _("Safety manager's phone"), _("Key hazardous process"), _("Key supervised chemical"),
        _("Major hazard source"), _("First permit to expire"),
    ]  # fmt: skip


def workbook_of(rows: QuerySet[Enterprise], *, heading: str) -> IO[bytes]:
    """Exactly these enterprises, in their order."""
    return workbooks.workbook_of(_values(rows), heading=heading, columns=columns(), widths=WIDTHS)


def _values(rows: Any) -> Iterator[list[Any]]:
    yes = {True: _("yes"), False: _("no")}
    for enterprise in rows.select_related("park").iterator(chunk_size=CHUNK):
        yield [
            enterprise.name,
            enterprise.credit_code,
            enterprise.park.name if enterprise.park else "",
            enterprise.get_kind_display(),
            enterprise.get_state_display(),
            enterprise.address,
            enterprise.products,
            enterprise.employees,
            enterprise.principal_name,
            phones.masked(enterprise.principal_phone),
            enterprise.safety_manager_name,
            phones.masked(enterprise.safety_manager_phone),
            yes[enterprise.has_key_process],
            yes[enterprise.has_key_chemical],
            yes[enterprise.has_major_hazard_source],
            enterprise.first_expiry,
        ]
