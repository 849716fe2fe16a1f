"""送出稿: the version that left the office is read, laid beside the issued one, and kept as a file of the report."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import bounded, clock
from core.bounded import RefusedError
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import Attachment
from core.services import attachments, log, uploads
from core.services.holding import refuse_held
from documents.states import FileKind
from reports.models import MonthlyReport, SentVersion, Wording
from reports.rules import phrases, redlines
from reports.rules.redlines import Line, Told
from reports.services import files, wording

FIELD = "files"
SECONDS, MOST_EXAMPLES = 20, 10
CELLS = " ｜ "


def may_hand_in(report: MonthlyReport, person: User) -> bool:
    """The coordinator of the county, once the report has been issued: before, it is still being written here."""
    return report.is_issued and person.is_coordinator and person.organization.county_id == report.county_id


@transaction.atomic
def hand_in(report: MonthlyReport, given: Sequence[Attachment], *, actor: User) -> SentVersion:
    """Keep the sent version of an issued report with what was changed in it, and propose what is changed alike.

    Raises NotAllowedError, WrongStateError, or DomainError (field `files`) for what can't be read; nothing is kept.
    """
    refuse_held(actor)
    if not (actor.is_coordinator and actor.organization.county_id == report.county_id):
        raise NotAllowedError(_("The county's coordinator hands in the sent version."))
    if not report.is_issued:
        raise WrongStateError(_("Only of an issued report there is a sent version."))
    attachments.refuse_used(given, actor, field=FIELD)
    if len(given) != 1 or given[0].extension != FileKind.DOCX:
        raise DomainError(_("Hand in one Word file (.docx): the report as it was sent."), FIELD)
    # Two who hand in at once: the second one waits, and its version is the newest.
    MonthlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    version = _kept(report, given[0], actor)
    uploads.release(given)
    log.record("report.sent", report, actor=actor, after=_told(version))
    wording.propose(report.county, actor=actor)
    return version


def _told(version: SentVersion) -> dict[str, object]:
    return {"changed_signs": version.changed_signs, "all_signs": version.all_signs, "file": str(version.attachment)}


def _kept(report: MonthlyReport, file: Attachment, actor: User) -> SentVersion:
    lines = compared(own_lines(report), read(file.file.path))
    changed, whole = redlines.measured(lines)
    kinds = Counter(line.kind for line in lines)
    report.sent_versions.filter(is_newest=True).update(is_newest=False)
    return SentVersion.objects.create(
        report=report,
        attachment=file,
        lines=[as_json(line) for line in lines],
        swaps=[astuple(swap) for swap in phrases.swaps(lines)],
        changed_signs=changed,
        all_signs=whole,
        changed=kinds[redlines.CHANGED],
        added=kinds[redlines.ADDED],
        removed=kinds[redlines.REMOVED],
        moved=kinds[redlines.MOVED],
        handed_in_by=actor,
        handed_in_at=clock.now(),
    )


def own_lines(report: MonthlyReport) -> list[str]:
    """The text of the Word file that was issued, read in the same way as the sent one."""
    with NamedTemporaryFile(suffix=".docx") as own:
        Path(own.name).write_bytes(files.content_of(report, FileKind.DOCX))
        return read(own.name)


def read(path: str) -> list[str]:
    """The paragraphs of a Word file, read apart. Raises DomainError that says why not."""
    try:
        lines: list[str] = bounded.run("core.bounded.words:lines", path)
    except RefusedError as refused:
        raise DomainError(str(refused), FIELD) from refused
    if not lines:
        raise DomainError(_("The file holds no text."), FIELD)
    return lines


def compared(own: Sequence[str], sent: Sequence[str]) -> list[Line]:
    """The changes, found apart: a text made to be slow ends there. What doesn't lead to the sent text is no answer."""
    try:
        lines: list[Line] = bounded.run("reports.rules.redlines:compare", list(own), list(sent), seconds=SECONDS)
    except RefusedError as refused:
        raise DomainError(str(refused), FIELD) from refused
    if redlines.applied(own, lines) != list(sent):
        raise DomainError(_("The two versions can't be laid beside each other."), FIELD)
    return lines


def as_json(line: Line) -> Told:
    return line.kind, line.own, line.sent, list(line.pieces)


def lines_of(version: SentVersion) -> list[Line]:
    """The paragraphs as they were kept, the cells of a row of a table divided as they are read."""
    return [
        Line(kind, own, sent, tuple((word, text.replace("\t", CELLS)) for word, text in told))
        for kind, own, sent, told in version.lines
    ]


def stretches(lines: Iterable[Line]) -> list[tuple[bool, list[Line]]]:
    """One after the other: whether they are changed, and the lines; what stays is shown folded."""
    found: list[tuple[bool, list[Line]]] = []
    for line in lines:
        is_changed = line.kind != redlines.UNCHANGED
        if not found or found[-1][0] != is_changed:
            found.append((is_changed, []))
        found[-1][1].append(line)
    return found


@dataclass(frozen=True)
class Example:
    """A paragraph in which a phrase was changed, and where it stands."""

    report: MonthlyReport
    line: Line


def examples(about: Wording, reader: User) -> list[Example]:
    """The paragraphs from which a wording was proposed, the first few."""
    places = [(key, place) for key, place in about.places][:MOST_EXAMPLES]
    versions = SentVersion.objects.visible_to(reader).select_related("report__park", "report__county")
    versions = versions.defer("swaps", "report__snapshot", "report__profile")
    found = versions.in_bulk({key for key, _place in places})
    told = {key: {line.sent: line for line in lines_of(version)} for key, version in found.items()}
    return [Example(found[key].report, told[key][place]) for key, place in places if place in told.get(key, {})]
