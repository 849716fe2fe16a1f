from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts.querysets import within_county
from accounts.states import Reach
from core.fields import ReadRows
from core.querysets import manager_of
from superiors.states import PaperKind, PaperState

if TYPE_CHECKING:
    from accounts.models import User
    from superiors.models import AnswerFile, ListPaper

ANSWERED_IN_TIME = Q(kind=PaperKind.ANSWER, state=PaperState.ISSUED)


class ListPaperQuerySet(ReadRows["ListPaper"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The county's roles; who looks in from above sees what has been issued, and no draft of it."""
        if isinstance(user, AnonymousUser) or user.reach != Reach.COUNTY:
            return self.none()
        rows = self.filter(within_county(user))
        return rows if user.organization.county_id is not None else rows.filter(state=PaperState.ISSUED)

    def answers(self) -> Self:
        return self.filter(kind=PaperKind.ANSWER)

    def issued(self) -> Self:
        return self.filter(state=PaperState.ISSUED)

    def for_the_day(self) -> Exists:
        """Whether the answer that a list asks for by its day has been issued; a condition on lists."""
        due = self.filter(ANSWERED_IN_TIME, superior_list=OuterRef("pk"), due=OuterRef("answer_by"))
        return Exists(due)


class AnswerFileQuerySet(ReadRows["AnswerFile"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        papers = manager_of(self.model, "paper")
        return self.filter(paper__in=papers.visible_to(user))
