"""Numbers, dates and links as a Chinese official writes them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core import clock
from core.rules import expiry
from core.rules.months import Month
from core.version import VERSION

if TYPE_CHECKING:
    from django.http import QueryDict

    from core.forms import UnsearchedListForm

register = template.Library()
NOTHING_YET = "—"
FULL_WIDTH = ("？", "：")
ENDS_ITSELF = (*FULL_WIDTH, "?", ":")
FOUR_PLACES = Decimal("0.0001")


@register.simple_tag
def version() -> str:
    return VERSION


@register.simple_tag
def colon(label: object = "") -> str:
    """Between a label and what it says: full width in Chinese, with a space after it in English.

    A label that asks ends with its own sign, so nothing but a space comes after it.
    """
    last = str(label).rstrip()[-1:]
    if last in ENDS_ITSELF:
        return "" if last in FULL_WIDTH else " "
    return pgettext("between a label and what it says", ": ")


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The present link with parameters changed; None takes one out, any change but of the page goes to page 1."""
    parameters = context["request"].GET.copy()
    if "page" not in changes:
        parameters.pop("page", None)
    for name, value in changes.items():
        if value in (None, ""):
            parameters.pop(name, None)
        else:
            parameters[name] = value
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def query_of(context: template.Context, name: str, value: object) -> str:
    """The present link with one parameter changed whose name is data."""
    return query(context, **{name: value})


@register.filter
def asked_columns(asked: "QueryDict") -> list[str]:
    """The columns that a link names."""
    return [str(name) for name in asked.getlist("cols")]


@register.filter
def said_by(form: "UnsearchedListForm", name: str) -> str:
    """What the link of a list says under a name."""
    value = form.data.get(name)
    return value if isinstance(value, str) else ""


@register.filter
def by_label(errors: Mapping[str, object], form: "UnsearchedListForm | None") -> list[tuple[str, object]]:
    """What was not understood of a link, under the labels of the filters; what is no filter under its own name."""
    return [(form.label_of(name) if form else name, said) for name, said in errors.items()]


@register.filter
def labels_of(errors: Iterable[str], form: "UnsearchedListForm") -> list[str]:
    """What was not understood of a link, under the labels of the filters alone."""
    return [form.label_of(name) for name in errors]


@register.filter
def measure(value: Decimal | None) -> str:
    """A measured amount with at most four places and none that says nothing: 3.5; cut off, never rounded up."""
    if value is None:
        return NOTHING_YET
    text = f"{value.quantize(FOUR_PLACES, ROUND_DOWN):f}"
    return text.rstrip("0").rstrip(".")


@register.filter
def day(value: date | None) -> str:
    """2026年11月23日; of this year 11月23日; in English 23 Nov 2026; nothing yet is —."""
    if value is None:
        return NOTHING_YET
    value = _of_the_county(value)
    if (get_language() or "").startswith("en"):
        return f"{value.day} {value:%b %Y}"
    month_and_day = f"{value.month}月{value.day}日"
    return month_and_day if value.year == clock.today().year else f"{value.year}年{month_and_day}"


@register.filter
def full_day(value: date | None) -> str:
    """The day with its year, as documents write it: 2026年11月23日."""
    if value is None:
        return NOTHING_YET
    value = _of_the_county(value)
    if (get_language() or "").startswith("en"):
        return f"{value.day} {value:%b %Y}"
    return f"{value.year}年{value.month}月{value.day}日"


def _of_the_county(value: date) -> date:
    """The day of a moment is that of the county, not that of the server."""
    return timezone.localdate(value) if isinstance(value, datetime) else value


@register.filter
def full_days(value: tuple[date | None, date | None]) -> str:
    """From one day to another, either of which may be open."""
    since, until = (full_day(each) if each else "" for each in value)
    if since and until:
        return f"{since} – {until}"
    if since:
        return _("from %(day)s") % {"day": since}
    return pgettext("a span of days", "until %(day)s") % {"day": until} if until else NOTHING_YET


@register.filter
def table_day(value: date | None) -> str:
    """2026-11-23, as tables and files write it (GB/T 7408)."""
    return _of_the_county(value).strftime("%Y-%m-%d") if value else NOTHING_YET


@register.filter
def full_month(value: Month) -> str:
    """A month in running text: 2026年11月; in English Nov 2026."""
    return f"{value.first:%b %Y}" if (get_language() or "").startswith("en") else f"{value.year}年{value.number}月"


@register.filter
def moment(value: datetime | None) -> str:
    """A day with its time: 11月23日 08:05."""
    if value is None:
        return NOTHING_YET
    local = timezone.localtime(value)
    return f"{day(local.date())} {local:%H:%M}"


@register.filter
def thousands(value: int | None) -> str:
    """1,234; an unknown number is —."""
    return NOTHING_YET if value is None else f"{value:,}"


@register.simple_tag
def expiry_sign(until: date | None, soon: int | str = "") -> dict[str, str] | None:
    """The sign of something that expires: red once it has, amber where it will soon, none before.

    `soon` says within how many days that is, where it isn't as long as for papers.
    """
    if until is None:
        return None
    days = (until - clock.today()).days
    if days < 0:
        text = ngettext("expired %(n)s day ago", "expired %(n)s days ago", -days) % {"n": -days}
        return {"style": "sign-late", "mark": "▲!", "text": text}
    if expiry.is_soon(days, expiry.SOON_DAYS if soon == "" else int(soon)):
        text = ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}
        return {"style": "sign-soon", "mark": "◐", "text": text}
    return None
