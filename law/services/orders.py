"""责令: an order to an enterprise rests on a law, regulation or rule at least (rules R11, 3).

Every paper that orders something of an enterprise asks here before it is issued. A standard, a criterion or a document
stands beside it; what is noted as for assignment only is a duty of a public body and carries a 交办单.
"""

from collections.abc import Iterable
from datetime import date

from law.models import Basis, Instrument
from law.rules import force, naming
from law.services import citing
from law.states import InstrumentKind


def is_carried(bases: Iterable[Basis], text: str, on: date) -> bool:
    """Whether an order of a day may rest on these bases, or on what a free text beside them names."""
    return citing.may_carry_order(basis for basis in bases if basis.is_in_force(on)) or _is_named(text, on)


def _is_named(text: str, on: date) -> bool:
    rows = Instrument.objects.in_force(on).filter(kind__in=force.CARRIES_ORDERS) if text.strip() else ()
    return any(
        naming.is_named(text, title=each.short_zh, number=each.number, is_law=each.kind == InstrumentKind.LAW)
        for each in rows
    )
