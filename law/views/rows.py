"""A row of the catalogue on its page: what it says, what is proposed of it, and what became of it."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from core.requests import SignedInRequest
from law.models import AmendmentLine, Basis, Criterion, Instrument
from law.services import shelves
from law.services.shelves import KEPT, Row, shelf_of
from law.states import AmendmentState


@login_required
@require_safe
def instrument_detail(request: SignedInRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Instrument.objects.visible_to(request.user).select_related("replaced_by"), pk=code)
    rests = Basis.objects.visible_to(request.user).filter(instrument=row).count()
    return _show(request, row, back="law:instrument-list", bases=rests)


@login_required
@require_safe
def criterion_detail(request: SignedInRequest, code: str) -> HttpResponse:
    row = get_object_or_404(Criterion.objects.visible_to(request.user).select_related("instrument"), pk=code)
    return _show(request, row, back="law:criterion-list")


def _show(request: SignedInRequest, row: Row, **shown: object) -> HttpResponse:
    shown |= {"row": row, "facts": list(_facts(row, request.user)), **kept_by(request.user, row)}
    return render(request, "law/row.html", shown)


def _facts(row: Row, reader: User) -> Iterator[tuple[object, object, str]]:
    """What a row says to this reader, by the names of its columns, and in which language where it quotes one."""
    for name in KEPT[shelf_of(row)].columns:
        if row.readers[name] in reader.reads:
            field = shelves.field_of(shelf_of(row), name)
            value = getattr(row, f"get_{name}_display")() if field.choices else getattr(row, name)
            yield field.verbose_name, value, "en" if name.endswith("_en") else ""


def kept_by(user: User, row: Row) -> dict[str, object]:
    """What the page of a row shows of its maintenance: its changes, and whether this person may begin one."""
    lines = AmendmentLine.objects.visible_to(user).filter(Q(code=row.pk) | Q(new_code=row.pk), shelf=shelf_of(row))
    undecided = (AmendmentState.DRAFT, AmendmentState.PROPOSED)
    changes = lines.select_related("amendment__proposed_by", "amendment__decided_by").order_by("-pk")
    waits = any(line.amendment.state in undecided for line in changes)
    acts = () if waits or not user.keeps_law else ("correct", "end")
    links = {f"{act}_url": reverse(f"law:{shelf_of(row)}-{act}", args=[row.pk]) for act in acts}
    return {"changes": list(changes), **links}
