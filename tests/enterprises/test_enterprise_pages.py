"""一企一档: list, filters, export, file, permits; for those who may see them."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Organization
from accounts.states import Role
from core import clock
from core.models import FileChange
from enterprises.models import Enterprise, Permit
from tests.factories import EnterpriseFactory, ParkFactory, UserFactory

pytestmark = pytest.mark.django_db
STRANGERS = (Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN)
CODE = "91629901MA71TE5T6R"


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def permit_of(enterprise, days, kind="PM21"):
    until = clock.today() + timedelta(days=days)
    return Permit.objects.create(enterprise=enterprise, kind_id=kind, number="甲1", valid_until=until)


def cells(answer):
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def names(answer):
    return {enterprise.name for enterprise in answer.context["page"].object_list}


@pytest.mark.req("S15")
@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_find_neither_list_entry_nor_file_nor_export(client, role):
    enterprise, stranger = EnterpriseFactory(), UserFactory(role=role)
    permit = permit_of(enterprise, 10)
    pages = [
        ("enterprises:enterprise-detail", enterprise.pk),
        ("enterprises:enterprise-edit", enterprise.pk),
        ("enterprises:permit-create", enterprise.pk),
        ("projects:project-create", enterprise.pk),
        ("enterprises:permit-edit", permit.pk),
    ]

    found, file = (
        page(client, stranger, "enterprises:enterprise-list"),
        page(client, stranger, "enterprises:enterprise-export"),
    )
    if role in (Role.PARK, Role.ENTERPRISE):
        assert (found.context["page"].paginator.count, len(cells(file))) == (0, 2)
    else:
        assert (found.status_code, file.status_code) == (404, 404)
    assert {page(client, stranger, *each).status_code for each in pages} == {404}


def test_an_enterprise_sees_itself_alone(client):
    own, _other = EnterpriseFactory(), EnterpriseFactory()
    person = UserFactory(role=Role.ENTERPRISE, organization=own.organization)

    assert names(page(client, person, "enterprises:enterprise-list")) == {own.name}


@pytest.mark.parametrize("tab", ["overview", "permits", "projects", "changes"])
def test_each_tab_opens(client, tab):
    enterprise = EnterpriseFactory()
    permit_of(enterprise, 10)

    assert page(client, UserFactory(), "enterprises:enterprise-detail", enterprise.pk, tab=tab).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"permits": "expired"}, {"过期厂"}),
        ({"permits": "30"}, {"将到期厂"}),
        ({"permits": "180"}, {"将到期厂"}),
        ({"q": "远期"}, {"远期厂"}),
        ({"q": CODE}, {"远期厂"}),
        ({"hazard": "true"}, {"过期厂"}),
        ({"kind": "COAL"}, {"将到期厂"}),
    ],
)
def test_filters_find_what_they_say(client, query, found):
    permit_of(EnterpriseFactory(name="过期厂", has_major_hazard_source=True), -1)
    permit_of(EnterpriseFactory(name="将到期厂", kind="COAL"), 0)
    permit_of(EnterpriseFactory(name="远期厂", credit_code=CODE), 181)

    assert names(page(client, UserFactory(), "enterprises:enterprise-list", **query)) == found


@pytest.mark.parametrize("query", [{"permits": "7 days"}, {"state": "GONE"}, {"park": "x"}, {"hazard": "maybe"}])
def test_a_filter_that_is_not_understood_finds_nothing_and_says_so(client, query):
    EnterpriseFactory()

    answer = page(client, UserFactory(), "enterprises:enterprise-list", **query)

    assert names(answer) == set()
    assert answer.context["errors"]


def test_what_expires_first_comes_first_and_what_never_does_last(client):
    for name, days in (("乙", 20), ("甲", -3)):
        permit_of(EnterpriseFactory(name=name), days)
    EnterpriseFactory(name="丙")

    rows = page(client, UserFactory(), "enterprises:enterprise-list", sort="permits").context["page"].object_list

    assert [enterprise.name for enterprise in rows] == ["甲", "乙", "丙"]


def test_the_export_is_the_list_with_masked_phones_and_no_formula(client):
    EnterpriseFactory(name="=1+1", principal_phone="13800005678", kind="COAL")
    EnterpriseFactory(kind="FINE")

    rows = cells(page(client, UserFactory(), "enterprises:enterprise-export", kind="COAL"))

    assert len(rows) == 3
    assert rows[2][0] == "=1+1"
    assert "138****5678" in rows[2]


def test_an_expired_permit_is_marked_by_a_word(client):
    enterprise = EnterpriseFactory()
    permit_of(enterprise, -12)

    text = page(client, UserFactory(), "enterprises:enterprise-detail", enterprise.pk, tab="permits").text

    assert "已过期 12 天" in text


@pytest.mark.parametrize(("kind", "last_day"), [("PM21", "2027-02-28"), ("PM25", "2027-04-01"), ("PM29", None)])
def test_the_last_day_to_ask_for_renewal(kind, last_day):
    permit = permit_of(EnterpriseFactory(), 0, kind=kind)
    permit.valid_until = clock.today().replace(2027, 5, 31)

    assert (permit.renew_by and permit.renew_by.isoformat()) == last_day


def test_the_file_of_a_new_enterprise_is_opened_with_its_unit(client):
    park = ParkFactory()
    client.force_login(UserFactory(role=Role.PARK, organization=park.committee))
    given = {"name": "新化工有限公司", "park": park.pk, "credit_code": CODE, "kind": "FINE", "state": "OPERATING"}

    client.post(reverse("enterprises:enterprise-create"), given)

    enterprise = Enterprise.objects.get()
    assert (enterprise.county, enterprise.organization.name) == (park.county, "新化工有限公司")
    assert FileChange.objects.of(enterprise).get().after["credit_code"] == CODE


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"credit_code": "91629901MA71TE5T6A"}, "credit_code"),
        ({"credit_code": "91629901MAO1TE5T6R"}, "credit_code"),
        ({"park": ""}, "park"),
        ({"name": "已有化工"}, "name"),
    ],
)
def test_a_file_that_does_not_fit_is_not_opened(client, changed, field):
    existing = EnterpriseFactory(name="已有化工")
    client.force_login(UserFactory(role=Role.PARK, organization=existing.park.committee))
    given = {"name": "新化工", "park": existing.park_id, "kind": "FINE", "state": "OPERATING", **changed}
    units = Organization.objects.count()

    answer = client.post(reverse("enterprises:enterprise-create"), given)

    assert field in answer.context["form"].errors
    assert (Enterprise.objects.count(), Organization.objects.count()) == (1, units)


def test_the_park_of_others_can_not_be_chosen(client):
    client.force_login(UserFactory(role=Role.PARK))
    given = {"name": "新化工", "park": ParkFactory().pk, "kind": "FINE", "state": "OPERATING"}

    answer = client.post(reverse("enterprises:enterprise-create"), given)

    assert "park" in answer.context["form"].errors


def test_a_permit_does_not_end_before_it_was_issued(client):
    enterprise = EnterpriseFactory()
    client.force_login(UserFactory())
    given = {"kind": "PM21", "issued_on": "2026-05-02", "valid_until": "2026-05-01"}

    client.post(reverse("enterprises:permit-create", args=[enterprise.pk]), given)
    assert not enterprise.permits.exists()

    client.post(reverse("enterprises:permit-create", args=[enterprise.pk]), {**given, "valid_until": "2029-05-01"})
    assert enterprise.permits.get().valid_until.isoformat() == "2029-05-01"


def test_a_credit_code_is_written_in_one_form(client):
    enterprise = EnterpriseFactory()
    client.force_login(UserFactory())
    given = {"kind": enterprise.kind, "state": enterprise.state, "credit_code": " 91629901-ma71te5t6r", "version": "1"}

    client.post(reverse("enterprises:enterprise-edit", args=[enterprise.pk]), given)

    enterprise.refresh_from_db()
    assert (enterprise.credit_code, enterprise.version) == (CODE, 2)
