"""证照: renewed, suspended, revoked; what was valid on any day; who sees which."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.errors import DomainError, StaleError
from core.models import FileChange
from core.services import editing
from core.services.catalogs import load_all
from enterprises.clocks import PERMITS
from enterprises.models import Enterprise, Permit, PermitKind
from enterprises.services import permits as service
from enterprises.states import PermitState
from tests.factories import AttachmentFactory, EnterpriseFactory, UserFactory
from tests.supervision.reminders.days import TUESDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.at(at(TUESDAY, 9)):
        load_all()
        yield TUESDAY


@pytest.fixture
def keeper():
    return UserFactory()


@pytest.fixture
def permit():
    row = Permit(
        enterprise=EnterpriseFactory(),
        kind_id="PM21",
        number="甲001",
        issued_on=date(2024, 1, 10),
        valid_until=date(2027, 1, 9),
    )
    row.clean()
    row.save()
    return row


def renewed(permit, keeper, **given):
    renewal = service.renewal_of(permit)
    said = {"number": "乙002", "issued_on": date(2026, 11, 20), "valid_from": date(2027, 1, 10), **given}
    said.setdefault("valid_until", date(2030, 1, 9))
    for name, value in said.items():
        setattr(renewal, name, value)
    return service.renew(renewal, actor=keeper, names=list(said))


def numbers_valid_on(day):
    return sorted(Permit.objects.valid_on(day).values_list("number", flat=True))


def test_the_last_day_to_apply_is_kept_in_step_with_the_last_day(permit, keeper):
    assert permit.apply_by == date(2026, 10, 9)

    editing.change(permit, actor=keeper, version=1, values={"valid_until": date(2027, 5, 31)})

    permit.refresh_from_db()
    assert permit.apply_by == date(2027, 2, 28)


def test_a_lead_that_the_catalogue_changes_reaches_the_permits_on_file(permit):
    PermitKind.objects.filter(pk="PM21").update(renew_before_months=1)

    assert service.settle_last_days_to_apply() == 1
    assert service.settle_last_days_to_apply() == 0
    permit.refresh_from_db()
    assert permit.apply_by == date(2026, 12, 9)


def test_a_renewal_is_a_row_of_its_own_and_the_old_one_is_silent(permit, keeper):
    renewal = renewed(permit, keeper)

    assert renewal.follows == permit
    assert list(PERMITS.rows()) == [renewal]
    assert not Enterprise.objects.with_permit_ending(None, date(2027, 2, 1)).exists()
    assert Enterprise.objects.with_first_expiry().get().first_expiry == date(2030, 1, 9)


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2024, 1, 9), []),
        (date(2024, 1, 10), ["甲001"]),
        (date(2027, 1, 9), ["甲001"]),
        (date(2027, 1, 10), ["乙002"]),
        (date(2030, 1, 9), ["乙002"]),
        (date(2030, 1, 10), []),
    ],
)
def test_what_was_valid_on_a_day_stays_known(permit, keeper, day, numbers):
    renewed(permit, keeper)

    assert numbers_valid_on(day) == numbers


def test_a_permit_is_renewed_once(permit, keeper):
    renewed(permit, keeper)

    with pytest.raises(DomainError):
        renewed(permit, keeper, number="丙003")
    assert Permit.objects.count() == 2


def test_a_renewal_ends_later(permit, keeper):
    with pytest.raises(DomainError) as refused:
        renewed(permit, keeper, valid_until=permit.valid_until, valid_from=None)

    assert refused.value.field == "valid_until"


def put(permit, keeper, state, since, version=None):
    return service.change_state(
        permit, actor=keeper, version=version or permit.version, state=state, since=since, reason="核查"
    )


def test_a_suspension_and_its_end_are_known_day_by_day(permit, keeper):
    permit = put(permit, keeper, PermitState.SUSPENDED, date(2026, 3, 1))
    put(permit, keeper, PermitState.VALID, date(2026, 5, 1))

    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1))
    assert [bool(numbers_valid_on(day)) for day in days] == [True, False, False, True]


def test_what_was_revoked_has_no_clock_and_no_way_back(permit, keeper):
    revoked = put(permit, keeper, PermitState.REVOKED, TUESDAY)

    assert list(PERMITS.rows()) == []
    with pytest.raises(DomainError):
        put(revoked, keeper, PermitState.VALID, TUESDAY)
    with pytest.raises(DomainError):
        renewed(permit, keeper)


def test_who_changed_the_state_and_why_stands_in_the_file(permit, keeper):
    put(permit, keeper, PermitState.SUSPENDED, TUESDAY)

    change = FileChange.objects.get()
    assert change.actor == keeper
    assert (change.before["state"], change.after["state"], change.after["reason"]) == ("VALID", "SUSPENDED", "核查")


@pytest.mark.parametrize("since", [TUESDAY + timedelta(days=1), date(2026, 3, 1)])
def test_a_state_begins_neither_in_the_future_nor_before_the_last_one(permit, keeper, since):
    permit = put(permit, keeper, PermitState.SUSPENDED, date(2026, 3, 1))

    with pytest.raises(DomainError) as refused:
        put(permit, keeper, PermitState.VALID, since)
    assert refused.value.field == "since"


def test_somebody_elses_change_is_not_overwritten(permit, keeper):
    editing.change(permit, actor=keeper, version=1, values={"number": "改"})

    with pytest.raises(StaleError):
        put(permit, keeper, PermitState.REVOKED, TUESDAY, version=1)


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.SUPERIOR])
def test_who_does_not_keep_files_changes_nothing(permit, role):
    organization = permit.enterprise.organization if role == Role.ENTERPRISE else permit.enterprise.county
    person = UserFactory(role=role, organization=organization)

    with pytest.raises(editing.NotKeeperError):
        renewed(permit, person)
    with pytest.raises(editing.NotKeeperError):
        put(permit, person, PermitState.REVOKED, TUESDAY)
    with pytest.raises(editing.NotKeeperError):
        service.add_scans(permit, [AttachmentFactory()], actor=person)


PAGES = ("permit-detail", "permit-edit", "permit-renew", "permit-state", "permit-scans")


@pytest.mark.parametrize("name", PAGES)
def test_another_enterprise_finds_no_page_of_a_permit(client, permit, name):
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization))

    assert client.get(reverse(f"enterprises:{name}", args=[permit.pk])).status_code == 404


def test_an_enterprise_sees_its_own_in_list_and_api(client, permit):
    other = Permit.objects.create(enterprise=EnterpriseFactory(), kind_id="PM21", number="他人证")
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=permit.enterprise.organization))

    listed = client.get(reverse("enterprises:permit-list")).text
    answered = client.get("/api/v1/permits/").json()

    assert permit.number in listed
    assert other.number not in listed
    assert [row["id"] for row in answered["results"]] == [permit.pk]
    assert client.get(f"/api/v1/permits/{other.pk}/").status_code == 404


def test_the_page_shows_one_after_the_other(client, permit, keeper):
    renewal = renewed(permit, keeper)
    client.force_login(keeper)

    old, new = (client.get(row.get_absolute_url()).text for row in (permit, renewal))

    assert renewal.get_absolute_url() in old
    assert "已续办" in old
    assert permit.get_absolute_url() in new
    assert reverse("enterprises:permit-renew", args=[permit.pk]) not in old
    assert reverse("enterprises:permit-renew", args=[renewal.pk]) in new


def test_a_renewal_without_a_last_day_is_valid_as_long_as_the_law_says(client, permit, keeper):
    client.force_login(keeper)
    given = {"number": "乙002", "issued_on": "2026-11-20", "valid_from": "2027-01-10", "version": 1}

    client.post(reverse("enterprises:permit-renew", args=[permit.pk]), given)

    assert Permit.objects.get(number="乙002").valid_until == date(2030, 1, 9)


def test_a_scan_hangs_at_its_permit_and_is_seen_with_it(client, permit, keeper):
    file = AttachmentFactory(uploader=keeper)
    service.add_scans(permit, [file], actor=keeper)
    person = UserFactory(role=Role.ENTERPRISE, organization=permit.enterprise.organization)
    stranger = UserFactory(role=Role.ENTERPRISE, organization=EnterpriseFactory().organization)

    assert type(file).objects.visible_to(person).get() == file
    assert not type(file).objects.visible_to(stranger).exists()
    client.force_login(person)
    assert file.name in client.get(permit.get_absolute_url()).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"term": "30"}, set()),
        ({"term": "90"}, {"甲001"}),
        ({"valid_on": "2024-01-09"}, set()),
        ({"valid_on": "2025-01-01"}, {"甲001"}),
        ({"state": "REVOKED"}, set()),
        ({"kind": "PM21"}, {"甲001"}),
        ({"kind": "PM25"}, set()),
        ({"valid_after": "2027-01-09", "valid_before": "2027-01-09"}, {"甲001"}),
    ],
)
def test_list_and_api_filter_alike(client, permit, keeper, query, found):
    client.force_login(keeper)

    rows = client.get(reverse("enterprises:permit-list"), query).context["page"].object_list
    answered = client.get("/api/v1/permits/", query).json()["results"]

    assert {row.number for row in rows} == {row["number"] for row in answered} == found


def test_the_api_tells_validity_renewal_and_state(client, permit, keeper):
    renewal = renewed(permit, keeper)
    client.force_login(keeper)

    old, new = (client.get(f"/api/v1/permits/{row.pk}/").json() for row in (permit, renewal))

    assert (old["renewal"], old["days_left"], old["state"]) == (renewal.pk, None, "VALID")
    assert (new["follows"], new["apply_by"], new["valid_from"]) == (permit.pk, "2029-10-09", "2027-01-10")
    assert new["days_left"] == (date(2030, 1, 9) - TUESDAY).days


def test_after_somebody_elses_change_the_next_press_is_meant_for_what_is_on_file(client, permit, keeper):
    client.force_login(keeper)
    page = reverse("enterprises:permit-state", args=[permit.pk])
    given = {"state": "SUSPENDED", "since": "2026-11-01", "reason": "整改期间", "version": 1}
    editing.change(permit, actor=keeper, version=1, values={"number": "改"})

    refused = client.post(page, given)
    again = client.post(page, {**given, "version": 2})

    assert refused.status_code == 422
    assert 'name="version" value="2"' in refused.text
    assert "整改期间" in refused.text
    assert again.status_code == 302
    assert Permit.objects.get().state == "SUSPENDED"
