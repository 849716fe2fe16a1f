"""What waits because of a superior's list: papers to be approved or issued, answers that are due."""

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.decisions import Decision, Source
from inspections.models import SuperiorList
from superiors.models import ListPaper
from superiors.workflow import PAPERS

DUE_SOON_DAYS = 7


def _papers(person: User) -> QuerySet[ListPaper]:
    """Papers about lists that are this person's turn."""
    return PAPERS.waiting_for(person).defer("snapshot", "texts")


def _says_paper(paper: ListPaper) -> Decision:
    said = {"paper": paper.name, "list": paper.superior_list.name, "state": paper.get_state_display()}
    return Decision(_("%(list)s: %(paper)s (%(state)s)") % said, paper.get_absolute_url(), paper.due)


def _answers(person: User) -> QuerySet[SuperiorList]:
    """Lists whose answer is due within a week or late, for who drafts it."""
    if not person.is_coordinator:
        return SuperiorList.objects.none()
    rows = SuperiorList.objects.visible_to(person).filter(answer_by__lte=clock.today() + timedelta(days=DUE_SOON_DAYS))
    return rows.exclude(ListPaper.objects.for_the_day()).order_by("answer_by")


def _says_answer(one: SuperiorList) -> Decision:
    said = _("%(list)s: the answer is due") % {"list": one.name}
    return Decision(said, reverse("superiors:list-detail", args=[one.pk]), one.answer_by)


LIST_PAPERS = Source(_papers, _says_paper)
LIST_ANSWERS = Source(_answers, _says_answer)
