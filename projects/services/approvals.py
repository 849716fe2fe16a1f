"""审批手续: an approval is put on file or corrected; that one does not apply is signed by whoever says so."""

from collections.abc import Mapping, Sequence

from accounts.models import User
from core.services import editing
from projects.models import ProjectApproval


def put_on_file(approval: ProjectApproval, *, actor: User, names: Sequence[str]) -> ProjectApproval:
    """Add it to the project's file. Raises as `editing.add` does."""
    if approval.not_applicable_reason:
        approval.not_applicable_by = actor
        names = [*names, "not_applicable_by"]
    return editing.add(approval, actor=actor, names=names)


def correct(approval: ProjectApproval, *, actor: User, version: int, values: Mapping[str, object]) -> ProjectApproval:
    """Change it; a reason why it does not apply is signed anew. Raises as `editing.change` does."""
    if "not_applicable_reason" in values:
        values = {**values, "not_applicable_by": actor if values["not_applicable_reason"] else None}
    return editing.change(approval, actor=actor, version=version, values=values)
