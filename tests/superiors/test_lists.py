"""A list of a superior: its rows in its own order, what answers for each, and that all sums are the list."""

import pytest
from django.urls import reverse

from accounts.services.organizations import create_organization
from core import clock
from core.figures import Asked
from inspections.models import FindingSource
from rectification.models import Item
from rectification.services import superior_lists
from superiors.services import lacking, lines
from tests.factories import ItemFactory, OrganizationFactory, UserFactory, county
from tests.superiors.lives import merged, rectified, void

pytestmark = pytest.mark.django_db


def shown(one, person):
    return lines.lines_of(one, superior_lists.rows_of(one, person, clock.today()), person)


def states(one, person):
    return {line.number: str(line.state) for line in shown(one, person)}


def test_rows_stand_in_the_order_numbering_and_words_of_the_superior(one, coordinator):
    assert [(line.number, line.problem) for line in shown(one, coordinator)] == [
        ("第1项", "储罐区可燃气体报警器失效"),
        ("第2项", "应急事故池渗漏"),
        ("第3项", "动火作业未办理许可"),
        ("第4项", "联锁系统长期摘除"),
    ]


def test_each_row_has_one_state_and_they_sum_up_to_the_list(one, items, coordinator):
    rectified(items["第1项"])
    void(items["第4项"], coordinator)

    counts = superior_lists.counted(superior_lists.rows_of(one, coordinator, clock.today()))

    assert states(one, coordinator) == {"第1项": "DONE", "第2项": "ON_SCHEDULE", "第3项": "BEHIND", "第4项": "VOID"}
    assert counts == {"DONE": 1, "ON_SCHEDULE": 1, "BEHIND": 1, "BEFORE": 0, "VOID": 1}
    assert sum(counts.values()) == one.sources.count() == 4


def test_of_a_merged_row_the_item_that_took_it_in_answers(one, items, coordinator):
    merged(items["第2项"], items["第1项"], coordinator)
    rectified(items["第1项"])

    second = shown(one, coordinator)[1]

    assert len(shown(one, coordinator)) == 4
    assert (second.state, second.item, second.merged) == ("DONE", items["第1项"], items["第2项"].number)


def test_the_monthly_report_counts_by_the_same_rule(one, items, coordinator):
    merged(items["第2项"], items["第1项"], coordinator)
    rectified(items["第1项"])

    [told], whole = superior_lists.superior_lists(Asked.of_county(county()))
    counts = superior_lists.counted(superior_lists.rows_of(one, coordinator, clock.today()))

    assert (told["done"], told["on_schedule"], told["behind"]) == (2, 1, 1)
    assert (counts["DONE"], counts["ON_SCHEDULE"], counts["BEHIND"]) == (2, 1, 1)
    once = {"done": 1, "on_schedule": 1, "behind": 1, "staged": 0}
    assert whole == once, "a problem with two rows is counted once in the whole"


def test_a_list_that_comes_again_goes_on_behind_its_last_row(one, coordinator):
    ItemFactory(source="CITY_ASSIGNED")
    last = FindingSource.objects.latest("pk")

    assert last.superior_list != one
    assert (last.superior_list.title, last.position) == ("", 1)


@pytest.mark.parametrize("lack", lacking.LACKS)
def test_both_faces_of_what_is_missing_say_the_same(lack, one, items, coordinator):
    rectified(items["第1项"])
    Item.objects.filter(pk=items["第2项"].pk).update(measures="修补", responsible_person="陈工", level="MAJOR")

    label = lacking.LACKS[lack][0]
    told = lacking.of_items(list(Item.objects.all()))
    told = {key for key, lacks in told.items() if label in lacks or (lack == "elements" and {*lacks} & ELEMENTS)}

    assert told == set(lacking.items_that_lack(lack).values_list("pk", flat=True))


ELEMENTS = {*lacking.ELEMENTS.values()}


def test_the_page_filters_and_the_workbook_says_the_same(client, one, items, coordinator):
    rectified(items["第1项"])
    client.force_login(coordinator)
    page = client.get(one.get_absolute_url(), {"state": "BEHIND"})

    assert [line.number for line in page.context["page"].object_list] == ["第3项"]
    assert client.get(one.get_absolute_url(), {"lacks": "after"}).context["page"].paginator.count == 3
    assert client.get(one.get_absolute_url(), {"nonsense": "1"}).status_code == 400


@pytest.mark.parametrize("role", ["ENTERPRISE", "PARK", "OBSERVER", "SYSADMIN"])
def test_whoever_does_not_see_the_county_has_no_lists(client, role, one):
    client.force_login(UserFactory(role=role))

    assert client.get(one.get_absolute_url()).status_code in (403, 404)
    assert client.get(reverse("superiors:list-list")).status_code in (403, 404)


def test_a_stranger_from_another_county_finds_nothing(client, one):
    other = create_organization(name="另一县人民政府", kind="COUNTY", parent=None)
    stranger = UserFactory(role="COORDINATOR", organization=OrganizationFactory(parent=other))
    client.force_login(stranger)

    assert client.get(one.get_absolute_url()).status_code == 404
    assert "2026年市级" not in client.get(reverse("superiors:list-list")).content.decode()


def test_a_superior_reads_the_page_and_finds_nothing_to_draft(client, one, leader):
    client.force_login(leader)
    page = client.get(one.get_absolute_url())

    assert page.status_code == 200
    assert not page.context["may_draft"]


def test_queries_do_not_grow_with_the_rows(client, one, coordinator, django_assert_max_num_queries):
    client.force_login(coordinator)
    client.get(one.get_absolute_url())
    with django_assert_max_num_queries(30) as few:
        client.get(one.get_absolute_url())
    more = [
        FindingSource(**{**vars_of(row), "pk": None, "position": n})
        for n, row in enumerate([one.sources.first()] * 20, 9)
    ]
    FindingSource.objects.bulk_create(more)
    with django_assert_max_num_queries(len(few)):
        client.get(one.get_absolute_url())


def vars_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
