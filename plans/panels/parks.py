"""整治措施 in the file of a park: the upgrade plans, the correction list, the feedback, each followed on the ledger."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.panels import Tab
from core.requests import SignedInRequest
from parks.models import CapacityAssessment, Park, UpgradePlan
from plans.panels.measures import Block, lines, rows_of


def measures(park: Park, request: SignedInRequest) -> dict[str, object]:
    return {"blocks": [*_upgrades(park, request), _recognition(park, request), *_feedback(park, request)]}


def _upgrades(park: Park, request: SignedInRequest) -> Iterator[Block]:
    reader = request.user
    for plan in UpgradePlan.objects.visible_to(reader).filter(park=park):
        found = lines("upgrade", rows_of("upgrade", plan, reader), reader, edit="plans:upgrade-measure-edit")
        add = reverse("plans:upgrade-measure-create", args=[plan.pk]) if reader.keeps_files else ""
        yield Block(str(plan), found, add, plan.document).of("upgrade", plan, reader)


def _recognition(park: Park, request: SignedInRequest) -> Block:
    found = lines("recognition", rows_of("recognition", park, request.user), request.user, edit="parks:problem-edit")
    add = reverse("parks:problem-create", args=[park.pk]) if request.user.keeps_files else ""
    return Block(_("Recognition problems"), found, add).of("recognition", park, request.user)


def _feedback(park: Park, request: SignedInRequest) -> Iterator[Block]:
    reader = request.user
    for assessment in CapacityAssessment.objects.visible_to(reader).filter(park=park):
        found = lines("feedback", rows_of("feedback", assessment, reader), reader, edit="plans:feedback-edit")
        add = reverse("plans:feedback-create", args=[assessment.pk]) if reader.keeps_files else ""
        title = _("Carrying-capacity assessment of %(day)s") % {"day": assessment.assessed_on}
        yield Block(title, found, add, assessment.feedback_number).of("feedback", assessment, reader)


OF_A_PARK = (Tab(38, "measures", _("Measures and their items"), "plans/_measures.html", measures),)
