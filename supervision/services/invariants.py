"""I12: letters are numbered from 1 without a gap and still say what they said when they were issued."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from core.services.invariants import Check
from documents.models import NumberSeries
from supervision.models import SupervisionLetter
from supervision.services.letters import digest

AT_ONCE = 1000


def broken_letters() -> Iterator[str]:
    """Gaps in the numbers, series that would give one again, and letters that were changed after they were issued."""
    given: dict[str, set[int]] = defaultdict(set)
    for letter in SupervisionLetter.objects.order_by("pk").iterator(AT_ONCE):
        given[f"letter:{letter.county_id}:{letter.word}:{letter.year}"].add(letter.sequence)
        if digest(letter.frozen) != letter.sha256:
            yield f"{letter.number}: its content is not what was issued"
    following = dict(NumberSeries.objects.filter(key__startswith="letter:").values_list("key", "next_number"))
    for key, numbers in sorted(given.items()):
        missing = sorted(set(range(1, max(numbers) + 1)) - numbers)
        if missing:
            yield f"{key}: {missing[0]} is missing"
        if following.get(key) != max(numbers) + 1:
            yield f"{key}: the next number would be {following.get(key)}, after {max(numbers)}"


CHECKS = (
    Check("I12", _("Letter numbers have no gaps, and no letter says anything else than when issued."), broken_letters),
)
