"""What the papers say of an item beside its number: measures, progress, cause, persons, as they stood at a moment.

Report, circular and letter read it here, so that one item reads the same in all of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.figures import Moment
from documents.blocks import written
from documents.rules.office_words import for_paper
from rectification.models import Extension, Item, Review, Standing
from rectification.services.past import as_they_stood
from rectification.states import EscalationDocument, State, SupervisionLevel
from supervision.models import SupervisionLetter

PROGRESS = {
    State.PENDING: "尚未交办",
    State.ASSIGNED: "已交办，待责任单位签收",
    State.RECTIFYING: "正在整改",
    State.PLAN_REVIEW: "整改方案待审核",
    State.UNDER_REVIEW: "已申请复查，待复查",
    State.AWAITING_SIGN_OFF: "复查已通过，待销号",
    State.PUBLICITY: "复查已通过，正在公示",
    State.CLOSED: "已销号",
    State.VOID: "已作废",
}
PUSHED = {
    SupervisionLevel.CHASED: "已催办",
    SupervisionLevel.SUPERVISED: "已督办",
    SupervisionLevel.LISTED: "已挂牌督办",
}
BY_LETTER = ((EscalationDocument.TALK, "已发约谈通知"), (EscalationDocument.SUPERVISION, "已发督办函"))
"""What is said instead where the letter is on record, the harder first: a level alone is no letter."""


def facts_of(items: Iterable[int], moment: Moment) -> dict[int, dict[str, object]]:
    """For each item its facts at a moment, as JSON can hold them; what is not on record is an empty text."""
    keys = list(items)
    rows = Standing.objects.at(moment.at).filter(item__in=keys).for_list()
    rows = rows.select_related("enterprise__linked_leader", "park__linked_leader")
    failed, causes, letters = _failed(keys, moment.at), _causes(keys, moment.at), _letters(keys, moment.at)
    return {
        item.pk: _facts(item, _progress(item, failed.get(item.pk), letters[item.pk]), causes.get(item.pk, ""))
        for item in as_they_stood(list(rows), moment)
    }


def _facts(item: Item, progress: str, cause: str) -> dict[str, object]:
    return {
        "number": item.number,
        "problem": for_paper(item.title),
        "unit": item.lead_organization.name if item.lead_organization and item.state != State.PENDING else "",
        "place": place_of(item),
        "level": item.level,
        "state": item.state,
        "deadline": item.deadline.isoformat() if item.deadline else "",
        "days_late": item.days_late,
        "measures": for_paper(item.measures),
        "progress": progress,
        "cause": for_paper(cause),
        "person": for_paper(item.responsible_person),
        "leader": leader_of(item),
    }


def place_of(item: Item) -> str:
    """The enterprise it concerns, else the park, by the full name."""
    place = item.enterprise or item.park
    return place.name if place else ""


def leader_of(item: Item) -> str:
    """包保领导: the county leader linked to the enterprise, else to the park; empty where none is on record."""
    linked = (item.enterprise and item.enterprise.linked_leader) or (item.park and item.park.linked_leader)
    return with_post(linked) if linked else ""


def with_post(person: User) -> str:
    """A person as documents name one: 副县长沈志远."""
    return f"{person.post}{person.name}"


def _progress(item: Item, failed_at: datetime | None, letters: set[str]) -> str:
    said = PROGRESS[State(item.state)]
    if failed_at is not None and item.state == State.RECTIFYING:
        said = f"{written(timezone.localdate(failed_at))}复查未通过，正在整改"
    level = SupervisionLevel(item.supervision_level)
    sent = [word for kind, word in BY_LETTER if kind in letters and level != SupervisionLevel.LISTED]
    pushed = sent[0] if sent else PUSHED.get(level, "")
    return f"{said}；{pushed}" if pushed and item.is_open else said


def _letters(items: list[int], until: datetime) -> dict[int, set[str]]:
    """The kinds of the letters on each item that had been issued by then and held."""
    rows = SupervisionLetter.objects.filter(items__in=items, document__issued_at__lt=until)
    rows = rows.filter(Q(document__voided_at=None) | Q(document__voided_at__gte=until))
    found: dict[int, set[str]] = defaultdict(set)
    for item, kind in rows.values_list("items", "kind"):
        found[item].add(kind)
    return found


def _failed(items: list[int], until: datetime) -> dict[int, datetime]:
    rows = Review.objects.filter(item__in=items, passed=False, at__lt=until).order_by("at", "pk")
    return dict(rows.values_list("item", "at"))


def _causes(items: list[int], until: datetime) -> dict[int, str]:
    """Why it is not done yet, in the words on record: of the last failed re-inspection or extension granted."""
    failed = Review.objects.filter(item__in=items, passed=False, at__lt=until)
    extended = Extension.objects.filter(item__in=items, granted=True, decided_at__lt=until)
    told = [
        *failed.values_list("at", "pk", "item", "opinion"),
        *extended.values_list("decided_at", "pk", "item", "reason"),
    ]
    return {item: words for _at, _key, item, words in sorted(told)}
