from accounts.models import User
from core import clock
from inspections.services import citing
from inspections.services.recording import SourceGiven
from inspections.states import Level, SourceKind
from law.services import repealed
from rectification.models import Item
from rectification.services.registration import ItemGiven, register

LONGEST_TITLE = 200


def open_found(item: Item, actor: User, problem: str) -> Item:
    """新发现: another problem, found when looking back at a closed item: an item of its own that says where from."""
    given = ItemGiven(
        title=problem.strip().splitlines()[0][:LONGEST_TITLE],
        description=problem,
        level=Level.GENERAL,
        park=item.park,
        enterprise=item.enterprise,
        project=item.project,
        place=item.finding.place,
        found_on=clock.today(),
        lead_organization=item.lead_organization,
        sources=(SourceGiven(kind=SourceKind.COUNTY_CHECK, number=item.number, wording=problem),),
    )
    return register(given, actor=actor, found_looking_back_at=item)


def open_rebound(item: Item, actor: User, opinion: str) -> Item:
    """反弹: a new finding and item, linked to the closed one, so that the balance of R10 stays true."""
    return register(finding_again(item, opinion), actor=actor, rebound_of=item)


def finding_again(item: Item, opinion: str) -> ItemGiven:
    """What is registered when the problem of a closed item has come back."""
    today = clock.today()
    finding, holding = item.finding, citing.holding_on(item.finding, today)
    return ItemGiven(
        title=item.title,
        description=f"{finding.description}\n{opinion}",
        level=item.level,
        category=item.category,
        park=item.park,
        enterprise=item.enterprise,
        project=item.project,
        place=finding.place,
        legal_basis="" if repealed.named_in(finding.legal_basis, today) else finding.legal_basis,
        bases=holding,
        criterion=finding.criterion if finding.criterion and finding.criterion.is_in_force(today) else None,
        found_on=today,
        lead_organization=item.lead_organization,
        sources=(SourceGiven(kind=SourceKind.COUNTY_CHECK, number=item.number, wording=opinion),),
    )
