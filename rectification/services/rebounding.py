from accounts.models import User
from core import clock
from inspections.services.recording import SourceGiven
from inspections.states import SourceKind
from rectification.models import Item
from rectification.services.registration import ItemGiven, register


def open_rebound(item: Item, actor: User, opinion: str) -> Item:
    """反弹: a new finding and item, linked to the closed one, so that the balance of R10 stays true."""
    return register(finding_again(item, opinion), actor=actor, rebound_of=item)


def finding_again(item: Item, opinion: str) -> ItemGiven:
    """What is registered when the problem of a closed item has come back."""
    return ItemGiven(
        title=item.title,
        description=f"{item.finding.description}\n{opinion}",
        level=item.level,
        category=item.category,
        park=item.park,
        enterprise=item.enterprise,
        project=item.project,
        place=item.finding.place,
        legal_basis=item.finding.legal_basis,
        found_on=clock.today(),
        lead_organization=item.lead_organization,
        sources=(SourceGiven(kind=SourceKind.COUNTY_CHECK, number=item.number, wording=opinion),),
    )
