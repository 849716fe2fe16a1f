"""回头看: on a visit to what is closed, something else is found; it is on the ledger as an item of its own."""

from demo.county import County
from rectification.models import Item
from rectification.services import advance
from rectification.states import LookBackResult, State
from rectification.workflow import Given

FOUND = "回头看时发现装卸区静电接地夹锈蚀，接地电阻超标。"


def find_more(county: County) -> None:
    """The last item that was closed and never looked back at is looked back at now; it has held."""
    officer = county.logins["inspector"]
    closed = Item.objects.visible_to(officer).filter(state=State.CLOSED, look_backs=None, enterprise__isnull=False)
    item = closed.exclude(lead_organization=officer.organization_id).order_by("closed_at", "pk").last()
    if item is None:
        return
    given: Given = {"result": LookBackResult.KEPT, "opinion": "现场查看，整改成果保持良好。", "new_problem": FOUND}
    advance(item.pk, "look-back", actor=officer, version=item.version, **given)
