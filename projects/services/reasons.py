"""What is wrong with the projects of an enterprise: those ahead of their papers."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.translation import ngettext

from accounts.models import User
from core.reasons import Reason
from projects.models import Project


def of_projects(enterprise: Model, reader: User) -> Iterator[Reason]:
    if ahead := Project.objects.visible_to(reader).filter(enterprise=enterprise.pk).ahead().count():
        said = ngettext("%(n)s project ahead of its papers", "%(n)s projects ahead of their papers", ahead)
        yield Reason(said % {"n": ahead}, "?tab=projects")
