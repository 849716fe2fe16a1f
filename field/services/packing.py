"""What a device keeps to work without a connection: short names, categories, own open items, last words; no person."""

import base64
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypedDict

from django.db.models import Q

from accounts.models import User
from core import clock
from core.services import log
from core.services.log import masked
from enterprises.models import Enterprise
from field.models import FieldKey, FieldReceipt
from field.services import visiting
from inspections.models import Finding, ProblemCategory
from inspections.services import capturing
from inspections.states import Level, SourceKind
from maps.models import Place
from parks.models import Park
from rectification.models import Item

KEY_BYTES = 32
NOT_PACKED = Q(sources__kind=SourceKind.COMPLAINT) | Q(shortfall__isnull=False)
"""Findings whose words stay off the device: what people complained of (S33), and what says which person fell short."""
LATEST_FINDINGS, MOST_ITEMS = 1000, 500
TEXTS, TEXTS_OF_A_PLANT, CATEGORIES_OF_A_PLANT = 8, 5, 3
LONGEST_TEXT = 200


class Text(TypedDict):
    """Words that were used before, with the category and level they went with."""

    text: str
    category: str
    level: str


class Latest(TypedDict):
    """A finding of late, as far as a suggestion needs it."""

    enterprise: int | None
    category: str | None
    level: str
    description: str
    own: bool


def secret_of(person: User) -> str:
    """The person's key in base64, made when it is first asked for."""
    fresh = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    key, _made = FieldKey.objects.get_or_create(person=person, defaults={"secret": fresh, "made_at": clock.now()})
    return key.secret


def hand_out(person: User) -> dict[str, object]:
    """Key and data for a device of this person; that they were handed out stands in the log."""
    pack = packed(person)
    log.record("field.pack", person, actor=person, after={"enterprises": len(_rows(pack, "enterprises"))})
    return {"key": secret_of(person), "pack": pack}


def packed(person: User) -> dict[str, object]:
    """All that a finding can be written down with; scope as on the pages."""
    latest = _latest(person)
    return {
        "made_at": clock.now().isoformat(),
        "language": person.language,
        "parks": [{"id": park.pk, "name": park.label} for park in Park.objects.visible_to(person)],
        "enterprises": _enterprises(person),
        "usual_places": capturing.usual_places(person),
        "places": [{"park": place.park_id, "name": place.name} for place in Place.objects.visible_to(person)],
        "categories": _categories(latest),
        "usual_categories": [category.pk for category in capturing.usual_categories(person)],
        "items": _items(person),
        "texts": _texts((row for row in latest if row["own"]), TEXTS),
        "of_plants": _of_plants(latest),
        "positions": _positions(person),
        "sources": visiting.sources(person),
        "visits": visiting.visits_of(person),
    }


def _rows(pack: dict[str, object], name: str) -> Sequence[object]:
    rows = pack[name]
    assert isinstance(rows, list)
    return rows


def _enterprises(person: User) -> list[dict[str, object]]:
    rows = Enterprise.objects.visible_to(person).only("name", "short_name", "park")
    return [{"id": row.pk, "park": row.park_id, "name": row.label} for row in rows]


def _categories(latest: Iterable[Latest]) -> list[dict[str, object]]:
    """Each with its group and the level that it mostly had."""
    levels: dict[str, Counter[str]] = defaultdict(Counter)
    for row in latest:
        if row["category"]:
            levels[row["category"]][row["level"]] += 1
    rows = ProblemCategory.objects.exclude(parent=None).select_related("parent").order_by("parent", "code")
    return [
        {
            "code": row.code,
            "name": row.name,
            "group": row.parent.name if row.parent else "",
            "level": levels[row.code].most_common(1)[0][0] if row.code in levels else Level.GENERAL.value,
        }
        for row in rows
    ]


def _items(person: User) -> list[dict[str, object]]:
    """Open items that the own unit has logged: so that nothing is logged twice."""
    rows = Item.objects.visible_to(person).open().filter(registered_by_organization=person.organization_id)
    rows = rows.exclude(finding__in=Finding.objects.filter(NOT_PACKED)).exclude(enterprise=None)
    return [
        {
            "enterprise": row.enterprise_id,
            "number": row.number,
            "title": masked(row.title),
            "state": row.get_state_display(),
            "url": row.get_absolute_url(),
        }
        for row in rows.order_by("-pk")[:MOST_ITEMS]
    ]


def _latest(person: User) -> list[Latest]:
    """The newest findings that the person may know of; what people have complained of is not among them (S33)."""
    rows = Finding.objects.visible_to(person).exclude(NOT_PACKED).order_by("-recorded_at")
    columns = ("enterprise", "category", "level", "description", "recorded_by")
    return [
        Latest(enterprise=plant, category=category, level=level, description=said, own=by == person.pk)
        for plant, category, level, said, by in rows.values_list(*columns)[:LATEST_FINDINGS]
    ]


def _texts(rows: Iterable[Latest], most: int) -> list[Text]:
    """The newest different words, without phone numbers."""
    found: dict[str, Text] = {}
    for row in rows:
        text = masked(row["description"].strip())
        if text and len(text) <= LONGEST_TEXT and text not in found:
            found[text] = Text(text=text, category=row["category"] or "", level=row["level"])
        if len(found) == most:
            break
    return list(found.values())


def _of_plants(latest: Iterable[Latest]) -> dict[str, dict[str, object]]:
    """By enterprise: the categories that it has most, and the words that were last used there."""
    at: dict[int, list[Latest]] = defaultdict(list)
    for row in latest:
        if row["enterprise"] is not None:
            at[row["enterprise"]].append(row)
    return {
        str(key): {
            "categories": [code for code, _times in _often(rows).most_common(CATEGORIES_OF_A_PLANT)],
            "texts": _texts(rows, TEXTS_OF_A_PLANT),
        }
        for key, rows in at.items()
    }


def _often(rows: Iterable[Latest]) -> Counter[str]:
    return Counter(row["category"] for row in rows if row["category"])


def _positions(person: User) -> dict[str, dict[str, object]]:
    """By enterprise: where a device stood when something was last logged there, for those who read such claims."""
    if not person.reads_camera_claims:
        return {}
    rows = FieldReceipt.objects.visible_to(person).exclude(latitude=None).exclude(item__enterprise=None)
    found: dict[str, dict[str, object]] = {}
    for row in rows.select_related("item").order_by("-received_at")[:MOST_ITEMS]:
        assert row.latitude is not None
        assert row.longitude is not None
        place = {"latitude": float(row.latitude), "longitude": float(row.longitude), "at": row.written_at.isoformat()}
        found.setdefault(str(row.item.enterprise_id), place)
    return found
