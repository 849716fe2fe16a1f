"""挂牌督办: the steps by which the coordinator stops and moves the clocks of a listing (domain rules D06)."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import WorkflowError
from core.steps import Step, Table, Weight
from core.who import Rule, ability, condition
from rectification.models import ListedSupervision
from rectification.states import OPEN_STATES

keeper: Rule[object] = ability(lambda user: user.is_coordinator).said("The county's coordinator.")


@condition(lambda: Q(item__state__in=OPEN_STATES))
def runs(listing: ListedSupervision) -> bool:
    """The item has not ended, and its listing with it."""
    return listing.item.is_open


@condition(lambda: Q(published_on=None))
def unpublished(listing: ListedSupervision) -> bool:
    return listing.published_on is None


@condition(lambda: Q(extension_asked_on__isnull=False, decided_on=None))
def awaits_decision(listing: ListedSupervision) -> bool:
    """An extension has been asked for and not been decided on."""
    return listing.extension_asked_on is not None and listing.decided_on is None


@condition(lambda: ~awaits_decision.rows() & Q(extension_by__gte=clock.today()))
def in_time_to_ask(listing: ListedSupervision) -> bool:
    """No extension waits, and the day to ask for one has not passed."""
    return not awaits_decision(listing) and clock.today() <= listing.extension_by


def _ended() -> WorkflowError:
    return WorkflowError(gettext("The item has ended, and its listed supervision with it."))


def why_not_published(listing: ListedSupervision) -> WorkflowError:
    if not runs(listing):
        return _ended()
    return WorkflowError(gettext("Published already on %(day)s.") % {"day": listing.published_on}, "on")


def why_not_asked(listing: ListedSupervision) -> WorkflowError:
    if not runs(listing):
        return _ended()
    if awaits_decision(listing):
        said = gettext("An extension has been asked for already and waits for its decision.")
    else:
        said = gettext("An extension had to be asked for by %(day)s.") % {"day": listing.extension_by}
    return WorkflowError(said, "until")


def why_not_decided(listing: ListedSupervision) -> WorkflowError:
    return WorkflowError(gettext("No extension waits for a decision.")) if runs(listing) else _ended()


ANYWHERE: frozenset[str] = frozenset()
KEEPER = _("The coordinator keeps the clocks of listed supervision.")
W = Weight

# fmt: off
LISTINGS = Table[ListedSupervision](
    "listing",
    #    name                label                                        from      to    who     given                weight      waits for  when
    Step("publish",          _("Publication of a listing noted"),         ANYWHERE, None, keeper, ("on",),             W.ORDINARY, None,      runs & unpublished,
         refused=KEEPER, otherwise=why_not_published,
         told=lambda listing, given: {"published_on": listing.published_on}),
    Step("ask-extension",    _("Extension of a listing asked for"),       ANYWHERE, None, keeper, ("until", "extension_reason"), W.ORDINARY, None,      runs & in_time_to_ask,
         refused=KEEPER, otherwise=why_not_asked,
         told=lambda listing, given: {"asked_until": listing.asked_until}),
    Step("decide-extension", _("Extension of a listing decided on"),      ANYWHERE, None, keeper, ("granted",),        W.APPROVES, None,      runs & awaits_decision,
         refused=KEEPER, otherwise=why_not_decided,
         was=lambda listing: {"limit_on": listing.limit_on},
         told=lambda listing, given: {"granted": listing.granted, "limit_on": listing.limit_on}),
    rows=lambda user: ListedSupervision.objects.visible_to(user).select_related("item"),
    told=lambda listing, given: {},
)
# fmt: on
