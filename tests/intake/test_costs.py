"""What a row costs at its import."""

import pytest
from django.utils import translation

from intake.imports.checking import Wishes
from intake.imports.taking import take
from intake.reading.reading import read_list
from intake.services.importing import ListGiven
from tests.factories import UserFactory
from tests.intake.sheets import ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def translated(monkeypatch):
    """The texts that were looked up in the catalogue."""
    looked_up, real = [], translation._trans.gettext
    monkeypatch.setattr(translation._trans, "gettext", lambda text: looked_up.append(text) or real(text))
    return looked_up


def test_hardly_a_word_is_translated_for_a_row(translated, tmp_path):
    wishes, counts = Wishes(UserFactory(), create_units=True), []
    for rows in (20, 60):
        given = [
            (n, f"{rows}-{n}号罐区管线泄漏未处置", None, None, "县应急局", None, "更换", None) for n in range(rows)
        ]
        parsed = read_list(ledger(tmp_path / f"{rows}.xlsx", *given))
        translated.clear()
        take(parsed, wishes, ListGiven("a.xlsx", str(rows), parsed.sheet))
        counts.append(len(translated))

    assert counts[1] - counts[0] <= 3 * 40
