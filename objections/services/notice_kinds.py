"""The kinds of notices of objections."""

from django.utils.translation import gettext_lazy as _

from notices.kinds import Kind
from objections.services.telling import ENDED, MOVED_UP, RAISED

KINDS = (
    Kind(
        "objections",
        _("Objections to data of a file"),
        _("You keep the file to which an enterprise objects, or it has been moved up to you."),
        frozenset({RAISED, MOVED_UP}),
        can_reach=lambda person: person.keeps_files,
        order=22,
    ),
    Kind(
        "objection-answers",
        _("Answers to objections"),
        _("Your enterprise has objected to a datum of its file."),
        frozenset({ENDED}),
        can_reach=lambda person: person.is_enterprise,
        order=23,
    ),
)
