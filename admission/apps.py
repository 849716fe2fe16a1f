from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import acts, decisions, navigation, panels, search, steps
from core.navigation import Entry
from core.search import Hit, Place
from documents import kinds as document_kinds
from enterprises.apps import reads_files
from notices import clocks
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from admission.models import Application


class AdmissionConfig(AppConfig):
    name = "admission"
    verbose_name = _("Admission reviews")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.services import handing_over  # noqa: PLC0415 - models are ready only here
        from admission import clocks as our_clocks  # noqa: PLC0415 - models are ready only here
        from admission import figures  # noqa: PLC0415 - models are ready only here
        from admission import panels as ours  # noqa: PLC0415 - models are ready only here
        from admission.querysets import minutes_seen_by  # noqa: PLC0415 - models are ready only here
        from admission.services import handing, papers, standing, waiting  # noqa: PLC0415 - models are ready only here
        from admission.services import notice_kinds as our_kinds  # noqa: PLC0415 - models are ready only here
        from admission.workflow import APPLICATIONS  # noqa: PLC0415 - models are ready only here
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from projects.services import telling  # noqa: PLC0415 - models are ready only here
        from projects.states import RecordKind  # noqa: PLC0415 - models are ready only here

        attachments_belong_to(minutes_seen_by)
        document_kinds.offer(papers.KINDS)
        telling.offer(RecordKind.ADMISSION, standing.of_project)
        navigation.offer(
            Entry(51, _("Admission reviews"), "admission:application-list", reads_files, under="projects:project-list")
        )
        panels.has_page("admission.application")
        panels.offer("admission.application", *ours.OF_AN_APPLICATION)
        panels.offer("parks.park", *ours.OF_A_PARK)
        panels.offer("projects.project", *ours.OF_A_PROJECT)
        notice_kinds.offer(our_kinds.KINDS)
        clocks.offer(*our_clocks.CLOCKS)
        figures.register()
        search.offer(Place(42, _("Admission reviews"), self.find_applications, hit_of_applications))
        decisions.offer("admissions", waiting.ADMISSIONS)
        steps.gather("admission.services")
        handing_over.offer(handing.KIND)
        begun = (("apply", _("Applied for admission")), ("hand-over", pgettext_lazy("history", "Handed over")))
        acts.offer("admission", _("Admission to the park"), *begun, *APPLICATIONS.acts())

    def find_applications(self, user: "User", words: str) -> "QuerySet[Application]":
        from admission.models import Application  # noqa: PLC0415 - models are ready only here

        rows = Application.objects.visible_to(user).select_related("project__enterprise")
        return rows.containing(words)


def hit_of_applications(found: "Application") -> Hit:
    note = f"{found.get_state_display()} {found.project.enterprise.label}"
    return Hit(found.project.name, found.get_absolute_url(), note)
