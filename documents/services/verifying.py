"""核验: whoever has a paper in hand asks whether the house has issued it, by its number and its code.

Asked from outside and without a login: it tells the kind, the day, the body and whether the paper still holds, and
nothing of whom or what the paper is about (security: no data of persons, none of enterprises on a public page).
"""

import hmac
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise

from accounts.services import tries
from documents import kinds
from documents.blocks import Document
from documents.models import IssuedDocument
from documents.rules import codes


@dataclass(frozen=True)
class Verified:
    """What is said of a paper that the house has issued."""

    kind: str | Promise
    number: str
    issuer: str
    issued_on: date
    voided_on: date | None


def verify(number: str, code: str, *, address: str) -> Verified | None:
    """The paper of this number, if it bears this code. Raises TooManyTriesError for an address that tries around."""
    tries.count_checks(address, settings.PAPER_CHECKS_AN_HOUR)
    typed = codes.digits(code)
    for paper in IssuedDocument.objects.filter(number=codes.plain_number(number)).select_related("issuer"):
        told = codes.told_in(Document.from_json(paper.content).plain_texts())
        if told and hmac.compare_digest(told, typed):
            return _said(paper)
    return None


def _said(paper: IssuedDocument) -> Verified:
    voided = paper.voided_at
    return Verified(
        kinds.named(paper.kind).label,
        paper.number,
        paper.issuer.name if paper.issuer else "",
        timezone.localdate(paper.issued_at),
        timezone.localdate(voided) if voided else None,
    )
