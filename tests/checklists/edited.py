"""The form that edits an item of a checklist, for `tests/core/test_conflicts.py`."""

from checklists.forms import QuestionForm
from tests.checklists.made import draft_edition
from tests.core.edit_case import Case


def of_question() -> Case:
    edition = draft_edition()
    question = edition.questions.first()
    who = edition.drafted_by
    return Case(f"/checklists/items/{question.pk}/edit/", who, ("name_zh", "许可证有效"), ("basis_text", "安全生产法"))


EDITED = {QuestionForm: of_question}
