"""The forms that edit rows of tips, for `tests/core/test_conflicts.py`."""

from tests.core.edit_case import Case
from tests.factories import TipBatchFactory
from tips.forms import BatchEditForm


def of_batch() -> Case:
    row = TipBatchFactory()
    return Case(
        f"{row.get_absolute_url()}edit/", row.opened_by, ("origin", "新名称"), ("superior", "市督察组"), reason="有误"
    )


EDITED = {BatchEditForm: of_batch}
