"""The form that edits what a body does in a plan, for `tests/core/test_conflicts.py`."""

from annualplans.forms import ShareForm
from tests.annualplans.made import body, drafted
from tests.core.edit_case import Case


def of_share() -> Case:
    plan = drafted(body())
    share = plan.shares.first()
    who = plan.drafted_by
    return Case(f"/annual-plans/shares/{share.pk}/edit/", who, ("grade_a", "6"), ("teams", "3"), other="8")


EDITED = {ShareForm: of_share}
