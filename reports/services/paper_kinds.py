"""The kinds of papers of this app: monthly report and circular, numbered in one series."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from documents.kinds import DocumentKind
from documents.rules.numbers import Series
from rectification.rules.issuers import ISSUERS, REPORT
from rectification.states import EscalationDocument
from reports.models import Circular, MonthlyReport

CIRCULAR = str(EscalationDocument.CIRCULAR)
SERIES = Series("report:{county}:{year}")


def word_of(body: Organization) -> str:
    """机关代字 of the whole county's reports."""
    return settings.REPORT_WORD


KINDS = (
    DocumentKind(
        code=REPORT,
        label=_("Monthly report"),
        series=SERIES,
        word=word_of,
        bodies=ISSUERS[REPORT],
        of=MonthlyReport,
        file_name="{title}",
        keeps_files=True,
        voidable=False,
    ),
    DocumentKind(
        code=CIRCULAR,
        label=_("Circular"),
        series=SERIES,
        word=word_of,
        bodies=ISSUERS[CIRCULAR],
        of=Circular,
        file_name="{title}",
        voidable=False,
    ),
)
