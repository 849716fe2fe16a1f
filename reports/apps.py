from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.states import Reach
from core import acts, decisions, navigation, search, steps
from core.navigation import Entry
from core.search import Hit, Place
from documents import kinds as document_kinds
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from reports.models import MonthlyReport

ENTRIES = (Entry(28, _("Reports"), "reports:report-list", lambda user: user.reach in (Reach.COUNTY, Reach.PARK)),)

SENT = ("sent", _("Sent version of a report handed in"))
PROPOSED = ("propose", _("Wording of the county proposed"))


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from meetings.services import baselines  # noqa: PLC0415 - models are ready only here
        from reports.querysets import is_official, sent_seen_by  # noqa: PLC0415 - models are ready only here
        from reports.services import circulars, freezing, paper_kinds, waiting  # noqa: PLC0415 - models are ready only here
        from reports.workflow import CIRCULARS, REPORTS, WORDINGS  # noqa: PLC0415 - models are ready only here

        attachments_belong_to(sent_seen_by)
        steps.gather("reports.services")
        acts.offer("report", _("Monthly report"), ("build", _("Report built")), *REPORTS.acts(), SENT)
        acts.offer("wording", _("Wording of the county"), PROPOSED, *WORDINGS.acts())
        acts.offer("circular", _("Circular"), ("draft", _("Circular drafted")), *CIRCULARS.acts())
        document_kinds.offer(paper_kinds.KINDS)
        navigation.offer(*ENTRIES)
        search.offer(Place(60, _("Reports"), self.find_reports, hit_of_reports))
        baselines.offer(baselines.Kind("report", _("last monthly report"), freezing.last_cut_off))
        navigation.restrict(lambda user: user.reach == Reach.COUNTY, "reports:circular-list")
        navigation.restrict(is_official, "reports:sent-list", "reports:wording-list")
        notice_kinds.offer(
            [
                notice_kinds.Kind(
                    "circulars",
                    _("Circulars that name your unit"),
                    _("Your unit has overdue problems and replies to the circular."),
                    frozenset({circulars.CIRCULAR_ISSUED}),
                    urgent=True,
                    can_reach=lambda person: person.answers,
                )
            ]
        )
        decisions.offer("reports", waiting.OPEN_REPORTS)
        decisions.offer("circulars", waiting.OPEN_CIRCULARS)
        decisions.offer("wordings", waiting.OPEN_WORDINGS)

    def find_reports(self, user: "User", words: str) -> "QuerySet[MonthlyReport]":
        from reports.models import MonthlyReport  # noqa: PLC0415 - models are ready only here

        rows = MonthlyReport.objects.visible_to(user).select_related("park", "county", "document")
        return rows.defer("snapshot", "profile", "document__content").containing(words).order_by("-period", "-pk")


def hit_of_reports(found: "MonthlyReport") -> Hit:
    return Hit(str(found), found.get_absolute_url(), found.get_state_display())
