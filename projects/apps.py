from datetime import time
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import acts, decisions, navigation, panels, search, steps
from core.navigation import Entry
from core.reasons import offer as offer_reasons
from core.search import Hit, Place
from documents import dossier_kinds
from documents import kinds as document_kinds
from documents.dossier_kinds import DossierKind
from enterprises.apps import reads_files

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from projects.models import Project


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.querysets import attachments_belong_to  # noqa: PLC0415 - models are ready only here
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from law.services import resting  # noqa: PLC0415 - models are ready only here
        from projects import figures  # noqa: PLC0415 - models are ready only here
        from projects import panels as ours  # noqa: PLC0415 - models are ready only here
        from projects.querysets import scans_seen_by  # noqa: PLC0415 - models are ready only here
        from projects.services import checking, completeness, consequences, proof_documents, reading, waiting  # noqa: PLC0415 - models are ready only here
        from projects.services.reasons import of_projects  # noqa: PLC0415 - models are ready only here
        from projects.workflow import VIOLATIONS  # noqa: PLC0415 - models are ready only here

        offer_reasons("enterprises.enterprise", of_projects)
        figures.register()
        completeness.register()
        document_kinds.offer(proof_documents.KINDS)
        navigation.offer(Entry(50, _("Projects"), "projects:project-list", reads_files, word=navigation.FILES))
        navigation.restrict(reads_files, "projects:violation-list")
        panels.has_page("projects.project")
        dossier_kinds.offer(DossierKind("projects.project", _("Project file"), "projects:project-dossier"))
        panels.offer("enterprises.enterprise", *ours.OF_AN_ENTERPRISE)
        panels.offer("projects.project", *ours.OF_A_PROJECT)
        panels.has_page("projects.violation")
        panels.offer("projects.violation", *ours.OF_A_VIOLATION)
        attachments_belong_to(scans_seen_by)
        consequences.register()
        resting.offer(resting.Resting(_("Open proposals"), reading.proposals_on))
        decisions.offer("violations", waiting.PROPOSED)
        steps.gather("projects.services")
        acts.offer("violation", _("Proposed violation"), *VIOLATIONS.acts())
        runs.name_job(checking.JOB, _("Check of the projects"), due=time(2, 30))
        search.offer(Place(40, _("Projects"), self.find_projects, hit_of_projects, "projects:project-list", "projects"))

    def find_projects(self, user: "User", words: str) -> "QuerySet[Project]":
        from projects.models import Project  # noqa: PLC0415 - models are ready only here

        rows = Project.objects.visible_to(user).select_related("enterprise")
        return rows.containing(words)


def hit_of_projects(found: "Project") -> Hit:
    return Hit(found.name, reverse("projects:project-detail", args=[found.pk]), found.enterprise.label)
