"""督办: what the ladder proposes, and the decision on it."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Organization
from core.errors import DomainError
from core.forms import refuse
from core.requests import SignedInRequest
from core.rules.bounds import whole
from core.services.together import GoneError
from core.views.proving import proved
from documents.pages import shown
from documents.services.files import document_of
from documents.services.issuing import rehearsed_letters
from rectification.models import Item
from rectification.services.bulk import MOST_ITEMS
from rectification.states import State
from rectification.views.ticks import ticked
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
    declines = given.get("act") == "decline"
    proposals, gone = _chosen(request, given)
    form = _form(request, proposals, declines=declines, is_sent=is_sent)
    context: dict[str, object] = {"title": _title(declines=declines), "form": form, "declines": declines}
    if gone:
        _say_gone(form, gone, is_sent=is_sent)
    elif proposals and is_sent and form.is_valid():
        try:
            if "preview" not in request.POST:
                return _done(request, proposals, form, declines=declines)
            context["printed"] = _printed(request, proposals, form)
        except DomainError as refusal:
            context["reasons"] = _refused(form, refusal)
    context |= {"gone": len(gone), "proposals": proposals, "previews": [] if declines else list(_previews(proposals))}
    return render(request, "supervision/decide.html", context, status=422 if form.errors else 200)


def _say_gone(form: DeclineForm | ConfirmForm, gone: list[str], *, is_sent: bool) -> None:
    """What was ticked and has gone refuses the act; before it the page says so."""
    if is_sent:
        form.is_valid()
        form.add_error(None, str(GoneError(gone)))


def _refused(form: DeclineForm | ConfirmForm, refusal: DomainError) -> list[object]:
    """Say it at its field; the reasons item by item are for the page."""
    refuse(form, refusal)
    return list(getattr(refusal, "reasons", ()))[:SHOWN_REASONS]


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


ORDER = ("item__lead_organization", "step__order", "pk")


def _chosen(request: SignedInRequest, given: QueryDict) -> tuple[list[EscalationProposal], list[str]]:
    """The ticked proposals, each with the version of the item that was seen, or all of one unit; and what has gone."""
    unit, ticks, gone = whole(given.get("unit", "")), ticked(given), list[str]()
    if unit is not None and not ticks.seen:
        rows = proposals_waiting_for(request.user).filter(item__lead_organization=unit).for_list()
        proposals = list(rows.order_by(*ORDER)[: MOST_ITEMS + 1])
    else:
        proposals, gone = ticks.of(EscalationProposal.objects.visible_to(request.user).for_list().order_by(*ORDER))
    for proposal in proposals:
        proposal.seen = ticks.seen.get(proposal.pk, proposal.item.version)
    return proposals, gone


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


def _printed(
    request: SignedInRequest, proposals: list[EscalationProposal], form: DeclineForm | ConfirmForm
) -> list[dict[str, object]]:
    """Each letter as it would be printed with what is typed; nothing is issued."""
    if isinstance(form, DeclineForm):
        return []
    seen = {proposal.pk: proposal.seen for proposal in proposals}
    papers = rehearsed_letters(lambda: deciding.confirm(seen, actor=request.user, given=form.given()).letters)
    return [shown(document_of(paper)) for paper in papers]
