"""What runs out soon: permits, certificates and other papers with a last day. Pure."""

SOON_DAYS = 90
"""So many days before its last day a paper is said to run out soon: the sign in lists, the filter, figure and report.

Of the reminders of domain rules R4 (180, 90, 60, 30, 7 days) the one at which a renewal has to be on its way.
"""


def is_soon(days_left: int, within: int = SOON_DAYS) -> bool:
    """Whether it has not run out yet and will within the time; what comes round often is soon later than a paper."""
    return 0 <= days_left <= within
