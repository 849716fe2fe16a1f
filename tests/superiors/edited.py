"""What two people edit at once of the lists of superiors: their heads, the words of an answer."""

from inspections.models import SuperiorList
from superiors.forms.lists import HeadForm
from superiors.forms.papers import WordsForm
from superiors.services import answering
from tests.core.edit_case import Case
from tests.factories import ItemFactory, UserFactory


def a_list() -> SuperiorList:
    item = ItemFactory(source="CITY_ASSIGNED")
    return item.finding.sources.get().superior_list


def of_head() -> Case:
    one = a_list()
    coordinator = UserFactory(organization=one.county)
    return Case(f"/lists/{one.pk}/edit/", coordinator, ("issuer", "市安委办"), ("number", "示安委办〔2026〕9号"))


def of_words() -> Case:
    one = a_list()
    coordinator = UserFactory(organization=one.county)
    paper = answering.draft_answer(one, actor=coordinator)
    key = paper.snapshot["rows"][0]["key"]
    return Case(
        f"/lists/papers/{paper.pk}/words/", coordinator, (f"measures-{key}", "更换"), (f"progress-{key}", "已到货。")
    )


EDITED = {HeadForm: of_head, WordsForm: of_words}
