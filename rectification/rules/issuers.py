"""Which body may issue which paper (domain documents, section 0). A coordinating body never lists nor removes."""

from accounts.states import OrganizationKind
from rectification.states import EscalationDocument

REPORT = "REPORT"
ASSIGNMENT_SLIP, BATCH_SLIP = "ASSIGNMENT_SLIP", "BATCH_SLIP"
RECHECK_OPINION, SIGN_OFF_FORM = "RECHECK_OPINION", "SIGN_OFF_FORM"
RECTIFICATION_ORDER = "RECT_ORDER"
K = OrganizationKind
LISTERS = frozenset({K.COUNTY, K.DEPARTMENT})
"""The county government, or the department in charge (安全生产法 41¶3)."""
ISSUERS: dict[str, frozenset[OrganizationKind]] = {
    EscalationDocument.SUPERVISION: frozenset({K.COUNTY, K.OFFICE, K.DEPARTMENT}),
    EscalationDocument.TALK: frozenset({K.COUNTY, K.OFFICE, K.DEPARTMENT}),
    EscalationDocument.CIRCULAR: frozenset({K.COUNTY, K.OFFICE}),
    EscalationDocument.REFERRAL: frozenset({K.COUNTY, K.OFFICE}),
    EscalationDocument.LISTING: LISTERS,
    EscalationDocument.REMOVAL: LISTERS,
    REPORT: frozenset({K.COUNTY, K.OFFICE}),
    ASSIGNMENT_SLIP: frozenset({K.COUNTY, K.OFFICE, K.DEPARTMENT}),
    BATCH_SLIP: frozenset({K.COUNTY, K.OFFICE, K.DEPARTMENT}),
    RECTIFICATION_ORDER: frozenset({K.DEPARTMENT}),
    RECHECK_OPINION: frozenset({K.DEPARTMENT}),
    SIGN_OFF_FORM: frozenset({K.COUNTY, K.OFFICE, K.DEPARTMENT}),
}
"""By kind of paper the kinds of bodies that issue it in their own name."""


def may_issue(paper: str, body: str) -> bool:
    """Whether a body of this kind may issue this paper; a paper that is in no list is nobody's."""
    return OrganizationKind(body) in ISSUERS.get(paper, frozenset())


def beyond_power(body: str) -> list[str]:
    """The papers that a body of this kind may not issue."""
    return [paper for paper in ISSUERS if not may_issue(paper, body)]
