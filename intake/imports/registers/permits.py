# ruff: noqa: E501 - the fields read as a table
"""证照名录: a list of permits; a known one is recognised by enterprise, kind and number."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules.unit_names import normalise
from enterprises.models import Enterprise, Permit, PermitKind
from intake.imports.registers.book import ENTERPRISES, Book, MeaningError
from intake.imports.registers.enterprises import ENTERPRISE
from intake.imports.registers.kinds import Default, Option, RegisterKind, Values, text_in
from intake.imports.registers.permit_words import AUTHORITY, ISSUED, MEANS, NUMBER, PAPER, UNTIL
from intake.reading.register_fields import RegisterField as Field
from intake.reading.register_fields import Type

# fmt: off
FIELDS = (
    Field("enterprise", gettext_lazy("Enterprise"), rf"{ENTERPRISE}|持证(?:单位|企业)|排污单位(?:名称)?", Type.LOOKED_UP, is_required=True, example="示范化工有限公司"),
    Field("valid_until", gettext_lazy("Valid until"), rf"{PAPER}?{UNTIL}", Type.DAY, at_end=True, example="2027-05-09"),
    Field("issued_on", gettext_lazy("Issued on"), rf"{PAPER}?{ISSUED}", Type.DAY, example="2024-05-10"),
    Field("authority", gettext_lazy("Authority"), AUTHORITY, example="示范市应急管理局"),
    Field("number", gettext_lazy("Number"), rf"{PAPER}?{NUMBER}", example="(示)WH安许证字〔2024〕0001"),
    Field("kind", gettext_lazy("Kind"), r"(?:许可证?|证照|证书|证件|资质|许可)?(?:类型|类别|名称|种类)|许可(?:事项|范围)?|许可证|证照|证书", Type.CHOICE, example="安全生产许可证"),
)
# fmt: on
_SPACES = re.compile(r"[\s()（）〔〕\[\]【】-]")


def kinds() -> Sequence[Option]:
    """The permits of enterprises, as the catalogue has them."""
    rows = PermitKind.objects.filter(scope="enterprise")
    return [Option(row.pk, row.name, MEANS.get(row.pk, re.escape(row.name_zh)), row.name_zh[:4]) for row in rows]


def proposed(title: str) -> str:
    """The kind that the title of the list names: 危险化学品经营许可证企业名单."""
    return next((code for code, words in MEANS.items() if re.search(words.removesuffix(".*"), title)), "")


def find(book: Book, values: Values) -> Permit | None:
    """By its number; one without a number by being the only one of its kind without one."""
    enterprise = values["enterprise"]
    if not isinstance(enterprise, Enterprise):
        return None
    alike = book.permits.get((enterprise.pk, text_in(values, "kind")), [])
    number = _plain(text_in(values, "number"))
    same = [permit for permit in alike if _plain(permit.number) == number]
    if len(same) > 1:
        raise MeaningError(_("Several permits on file have this number; correct the file first."), "number")
    return same[0] if same else None


def identities(values: Values) -> list[tuple[object, ...]]:
    number = _plain(text_in(values, "number"))
    return [(normalise(text_in(values, "enterprise")), values["kind"], number)]


def _plain(number: str) -> str:
    return _SPACES.sub("", number).upper()


PERMITS = RegisterKind(
    code="permits",
    label=gettext_lazy("Permits"),
    model=Permit,
    fields=FIELDS,
    key="enterprise",
    may=lambda user: user.keeps_files,
    find=find,
    found_by=frozenset({"enterprise", "kind"}),
    identities=identities,
    options={"kind": kinds},
    looked_up={"enterprise": ENTERPRISES},
    defaults=(Default("kind", gettext_lazy("Which permits are those of which the list says nothing?"), proposed),),
    fixed=frozenset({"enterprise", "kind"}),
    in_order=(("issued_on", "valid_until"),),
)
