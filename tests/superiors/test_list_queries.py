"""How many questions the pages of superiors' lists ask: pinned, and the same for 3 and 30 lists and rows."""

import pytest

from superiors.services import answering
from tests.factories import ItemFactory, UserFactory
from tests.test_file_queries import PINNED, queries

pytestmark = pytest.mark.django_db
LINKS = ("/lists/", "/lists/<list>/", "/lists/papers/<paper>/")


def more(one, rows):
    """So many more lists, and so many more rows of this one."""
    for _number in range(rows):
        ItemFactory(source="CITY_ASSIGNED")
        item = ItemFactory(source="CITY_ASSIGNED", rectifying=True)
        item.finding.sources.update(superior_list=one)


@pytest.mark.parametrize("link", LINKS)
def test_the_number_of_queries_is_pinned_and_does_not_grow_with_the_rows(client, link):
    one = ItemFactory(source="CITY_ASSIGNED").finding.sources.get().superior_list
    person = UserFactory(organization=one.county)
    client.force_login(person)
    counted = []
    for rows in (3, 27):
        more(one, rows)
        paper = one.papers.first() or answering.draft_answer(one, actor=person)
        address = link.replace("<list>", str(one.pk)).replace("<paper>", str(paper.pk))
        counted.append(queries(client, address))

    assert counted == [PINNED.get(link), PINNED.get(link)]
