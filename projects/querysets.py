from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from core.fields import ReadRows
from core.querysets import manager_of, names_with
from projects.states import ViolationState

if TYPE_CHECKING:
    from accounts.models import User
    from projects.models import (
        Project,
        ProjectApproval,
        ProjectRecord,
        ProjectStateSpell,
        Violation,
        ViolationEvent,
    )


class ProjectQuerySet(ReadRows["Project"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        enterprises = manager_of(self.model, "enterprise")
        return self.filter(enterprise__in=enterprises.visible_to(user))

    def ahead(self) -> Self:
        """Projects ahead of their papers: something is proposed or confirmed."""
        violations = manager_of(self.model, "violations").holding()
        return self.filter(Exists(violations.filter(project=OuterRef("pk"))))

    def containing(self, words: str) -> Self:
        """Projects in whose name, or whose enterprise's name, each of the words stands."""
        found = self
        for word in words.split():
            found = found.filter(names_with(word, "name", "enterprise__name"))
        return found


class ApprovalQuerySet(ReadRows["ProjectApproval"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        projects = manager_of(self.model, "project")
        return self.filter(project__in=projects.visible_to(user))


class SpellQuerySet(ReadRows["ProjectStateSpell"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        projects = manager_of(self.model, "project")
        return self.filter(project__in=projects.visible_to(user))

    def standing(self) -> Self:
        """Those that were not recorded in error, in their order."""
        return self.filter(struck_because="")


class RecordQuerySet(ReadRows["ProjectRecord"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        projects = manager_of(self.model, "project")
        return self.filter(project__in=projects.visible_to(user))


class ViolationQuerySet(ReadRows["Violation"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Whoever sees the project's file sees what is ahead of its papers."""
        projects = manager_of(self.model, "project")
        return self.filter(project__in=projects.visible_to(user))

    def open(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(state=ViolationState.PROPOSED)

    def holding(self) -> Self:
        """What is unlawful as far as is known: proposed or confirmed."""
        return self.filter(state__in=(ViolationState.PROPOSED, ViolationState.CONFIRMED))

    def containing(self, words: str) -> Self:
        """Rows in whose case, project's or enterprise's name each of the words stands."""
        found = self
        for word in words.split():
            named = Q(part__contains=word) | Q(code=word) | Q(project__name__contains=word)
            found = found.filter(named | Q(project__enterprise__name__contains=word))
        return found


class ViolationEventQuerySet(ReadRows["ViolationEvent"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        violations = manager_of(self.model, "violation")
        return self.filter(violation__in=violations.visible_to(user))


def scans_seen_by(user: "User") -> Q:
    """Attachments that are scans of approvals and records in the files that the user may see."""
    seen = [
        apps.get_model("projects", name)._default_manager.visible_to(user).whole().filter(scans=OuterRef("pk"))
        for name in ("ProjectApproval", "ProjectRecord")
    ]
    return Q(Exists(seen[0])) | Q(Exists(seen[1]))
