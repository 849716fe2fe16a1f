"""I12: papers are numbered from 1 without a gap and still say what they said when they were issued."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from core.services.invariants import Check
from documents import kinds
from documents.models import IssuedDocument, IssuedFile
from documents.rules.numbers import faults
from documents.services import series
from documents.services.issuing import digest

AT_ONCE = 200


def broken_papers() -> Iterator[str]:
    """Gaps in the numbers, series that would give one again, and papers that were changed after they were issued."""
    given: dict[str, list[int]] = defaultdict(list)
    of = {kind.series.code: kind.series for kind in kinds.registered()}
    for paper in IssuedDocument.objects.order_by("pk").iterator(AT_ONCE):
        key = of[paper.series].key_of(county=paper.county_id, year=paper.year, word=paper.word)
        given[key].append(paper.sequence)
        if digest(paper.content) != paper.sha256:
            yield f"{paper.number}: its content is not what was issued"
    for file in IssuedFile.objects.select_related("document").defer("document__content").order_by("pk").iterator(1):
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            yield f"{file.document.number}: its {file.kind} is not what was issued"
    yield from faults(given, {key: n for code in of for key, n in series.following(code).items()})


def second_papers() -> Iterator[str]:
    """Papers whose row has got another one since, so that two would be valid of it."""
    for kind in kinds.registered():
        if kind.has_own_rows:
            rows = kind.of._default_manager.filter(**{kinds.LINK: OuterRef("pk")})
            papers = IssuedDocument.objects.filter(kind=kind.code, voided_at=None).exclude(Exists(rows))
            for number in papers.values_list("number", flat=True):
                yield f"{number}: no row has it"


CHECKS = (
    Check("I12", _("Numbers of papers have no gaps, and no paper says anything else than when issued."), broken_papers),
    Check("I15", _("Each paper that has a row of its own is the only one of it."), second_papers),
)
