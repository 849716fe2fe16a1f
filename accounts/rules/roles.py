"""Which role belongs into which kind of unit: whoever acts for an enterprise is of that enterprise."""

from accounts.states import GOVERNMENT_KINDS, OrganizationKind, Role

_OF_ONE_KIND = {
    Role.ENTERPRISE: OrganizationKind.ENTERPRISE,
    Role.PARK: OrganizationKind.PARK_COMMITTEE,
    Role.OBSERVER: OrganizationKind.SUPERVISION_GROUP,
}


def fits(role: str, kind: str) -> bool:
    """Whether a person of this role may be in a unit of this kind."""
    if role in _OF_ONE_KIND:
        return kind == _OF_ONE_KIND[Role(role)]
    return kind in GOVERNMENT_KINDS or kind == OrganizationKind.OTHER
