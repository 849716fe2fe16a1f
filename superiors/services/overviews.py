"""The lists of superiors in figures: how many problems, what became of them, what has been answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from core import clock
from inspections.models import SuperiorList
from rectification.services import superior_lists
from rectification.states import ListState
from superiors.models import ListPaper


@dataclass(frozen=True)
class Overview:
    """A list with its figures; the states sum up to the total."""

    one: SuperiorList
    counts: Mapping[str, int]
    answered: ListPaper | None = None
    due_is_answered: bool = False

    @property
    def pk(self) -> int:
        return self.one.pk

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts[ListState.DONE]

    @property
    def open(self) -> int:
        return self.counts[ListState.ON_SCHEDULE] + self.counts[ListState.BEHIND]

    @property
    def late(self) -> int:
        return self.counts[ListState.BEHIND]

    @property
    def days_left(self) -> int | None:
        """Until the next answer is due; below nought it is late. None where none is asked for or it has gone out."""
        if self.one.answer_by is None or self.due_is_answered:
            return None
        return (self.one.answer_by - clock.today()).days


def overviews(lists: Sequence[SuperiorList], user: User) -> list[Overview]:
    """These lists with their figures, in a fixed number of queries."""
    counts = superior_lists.counted_by_list(lists, user, clock.today())
    issued = ListPaper.objects.visible_to(user).answers().issued().filter(superior_list__in=lists)
    papers = list(
        issued.select_related("document").defer("snapshot", "texts", "document__content").order_by("sequence")
    )
    last = {paper.superior_list_id: paper for paper in papers}
    answered = {(paper.superior_list_id, paper.due) for paper in papers}
    return [Overview(one, counts[one.pk], last.get(one.pk), (one.pk, one.answer_by) in answered) for one in lists]
