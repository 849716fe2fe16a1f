"""范围: which problems of the ledger belong to a campaign. One rule, and every number of it opens its own rows.

Found on one of its days, in its park if it has one, in one of its categories (with those below) and of its source if
it names any. The rule is in the words of the ledger's own filters, so that what is counted and what the ledger lists
is the same by construction.
"""

from accounts.models import User
from campaigns.models import Campaign
from core.figures import Asked, Moment


def part_of(campaign: Campaign) -> dict[str, str]:
    """The rule in the words of a link to the ledger."""
    codes = ",".join(category.pk for category in campaign.categories.all())
    said = {
        "found_after": campaign.first_day.isoformat(),
        "found_before": campaign.last_day.isoformat(),
        "park": str(campaign.park_id or ""),
        "category": codes,
        "source": campaign.source,
    }
    return {name: value for name, value in said.items() if value}


def asked_by(campaign: Campaign, user: User) -> Asked:
    """The problems of a campaign, within what a person may see."""
    county = {} if user.organization.county_id else {"county": str(campaign.county_id)}
    return Asked.by(user, part={**part_of(campaign), **county})


def asked_now(campaign: Campaign) -> Asked:
    """All of them as they stand at this moment, for what is written down at the closing."""
    return Asked.of_county(campaign.county, part=part_of(campaign), as_of=Moment.now())


def plants_of(campaign: Campaign, user: User) -> Asked:
    """The enterprises of its scope: of its park, or of the whole county."""
    return Asked.by(user, part={"park": str(campaign.park_id)} if campaign.park_id else {})
