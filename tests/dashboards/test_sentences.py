"""The five sentences: in either language every number in its place, none left out and none twice."""

import pytest
from django.utils.translation import override

from core import figures
from core.figures import Reading
from dashboards.services.sentences import ASKED, sentences


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_each_figure_stands_once_in_its_sentence(language):
    codes = [code for _name, _question, _said, each in ASKED for code in each]
    now = {code: Reading(figures.named(code), 1000 + n) for n, code in enumerate(codes)}

    with override(language):
        found = sentences(now)

    assert [sorted(clause.reading.code for clause in each.clauses if clause.reading) for each in found] == [
        sorted(each) for _name, _question, _said, each in ASKED
    ]
    for each in found:
        assert each.clauses[-1].before.endswith((".", "。"))
        assert not any(set("{}0123456789") & set(clause.before) for clause in each.clauses)
        assert each.clauses[0].reading == each.readings[0], "the figure that counts comes first"
