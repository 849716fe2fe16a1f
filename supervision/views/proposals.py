"""督办: what the ladder proposes, and the decision on it."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Organization
from core.errors import DomainError
from core.requests import SignedInRequest
from core.views.proving import proved
from rectification.models import Item
from rectification.services.bulk import MOST_ITEMS
from rectification.states import State
from rectification.views.ticks import LONGEST, ticked
from supervision.forms.letters import ConfirmForm, DeclineForm
from supervision.models import EscalationProposal
from supervision.services import escalating_decisions as deciding
from supervision.services import letters
from supervision.workflow import PROPOSALS, proposals_waiting_for

SHOWN_REASONS = 20


def has_effect(request: SignedInRequest) -> bool:
    """Whether letters go out by it: not when the proposals are declined."""
    return PROPOSALS["decline" if request.POST.get("act") == "decline" else "confirm"].approves


@login_required
@proved(when=has_effect)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_decide(request: SignedInRequest) -> HttpResponse:
    """The check page with what the letters will say, then the decision; all or none."""
    is_sent = request.method == "POST"
    given = request.POST if is_sent else request.GET
    declines, proposals = given.get("act") == "decline", _chosen(request, given)
    form = _form(request, proposals, declines=declines, is_sent=is_sent)
    reasons: list[str] = []
    if proposals and is_sent and form.is_valid():
        try:
            return _done(request, proposals, form, declines=declines)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            reasons = list(getattr(refusal, "reasons", ()))[:SHOWN_REASONS]
        except EscalationProposal.DoesNotExist as gone:
            raise Http404 from gone
    context: dict[str, object] = {
        "title": _title(declines=declines),
        "form": form,
        "reasons": reasons,
        "declines": declines,
        "proposals": proposals,
    }
    context["previews"] = [] if declines else list(_previews(proposals))
    status = 422 if form.errors else 200
    return render(request, "supervision/decide.html", context, status=status)


def _title(*, declines: bool) -> str:
    return _("Decline the proposal") if declines else _("Confirm the measures")


def _form(
    request: SignedInRequest, proposals: list[EscalationProposal], *, declines: bool, is_sent: bool
) -> DeclineForm | ConfirmForm:
    data = request.POST if is_sent else None
    return DeclineForm(data) if declines else ConfirmForm(data, proposals=proposals, user=request.user)


def _done(
    request: SignedInRequest, proposals: list[EscalationProposal], form: DeclineForm | ConfirmForm, *, declines: bool
) -> HttpResponse:
    seen = {proposal.pk: proposal.seen for proposal in proposals}
    if isinstance(form, DeclineForm):
        deciding.decline(seen, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Declined: %(n)s proposals.") % {"n": len(seen)})
        return redirect("supervision:proposal-list")
    done = deciding.confirm(seen, actor=request.user, given=form.given())
    said = _("Confirmed: %(n)s measures, %(letters)s letters issued.")
    messages.success(request, said % {"n": len(seen), "letters": len(done.letters)})
    return redirect(done.letters[0] if len(done.letters) == 1 else reverse("supervision:proposal-list"))


def _chosen(request: SignedInRequest, given: QueryDict) -> list[EscalationProposal]:
    """The ticked proposals, with the version of the item that was seen, or all that wait of one unit."""
    rows = EscalationProposal.objects.visible_to(request.user)
    unit, seen = given.get("unit", ""), dict(ticked(given))
    if unit.isdecimal() and len(unit) <= LONGEST and not seen.keys():
        rows = proposals_waiting_for(request.user).filter(item__lead_organization=int(unit))
    else:
        rows = rows.filter(pk__in=seen)
    proposals = list(rows.for_list().order_by("item__lead_organization", "step__order", "pk")[: MOST_ITEMS + 1])
    for proposal in proposals:
        proposal.seen = seen.get(proposal.pk, proposal.item.version)
    return proposals


def _facts(items: list[Item], unit: Organization) -> list[dict[str, object]]:
    """What the letter will state of each item, with where it is now, which the letter's own words must fit."""
    told = zip(letters.facts(items, unit), items, strict=True)
    return [
        {**fact, "state": item.get_state_display(), "asked": item.state == State.UNDER_REVIEW} for fact, item in told
    ]


def _previews(proposals: list[EscalationProposal]) -> Iterator[dict[str, object]]:
    """For each unit and step what the letter will state."""
    groups: dict[tuple[int | None, str], list[EscalationProposal]] = {}
    for proposal in proposals:
        groups.setdefault((proposal.item.lead_organization_id, proposal.step_id), []).append(proposal)
    for group in groups.values():
        unit = group[0].item.lead_organization
        assert unit is not None
        yield {"unit": unit, "step": group[0].step, "facts": _facts([each.item for each in group], unit)}
