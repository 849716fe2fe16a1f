"""What is wrong with an enterprise, of what stands on the ledger: overdue problems, open major hazards."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.translation import ngettext

from accounts.models import User
from core import figures
from core.figures import Asked
from core.reasons import Reason


def of_problems(enterprise: Model, reader: User) -> Iterator[Reason]:
    """The sentences open exactly the rows that they count."""
    read = figures.read(
        ["ledger.overdue", "ledger.major_open"], Asked.by(reader, part={"enterprise": str(enterprise.pk)})
    )
    overdue, major = read["ledger.overdue"], read["ledger.major_open"]
    if overdue.value:
        said = ngettext("%(n)s overdue problem", "%(n)s overdue problems", overdue.value)
        yield Reason(said % {"n": overdue.value}, overdue.url)
    if major.value:
        said = ngettext("%(n)s open major hazard", "%(n)s open major hazards", major.value)
        yield Reason(said % {"n": major.value}, major.url)
