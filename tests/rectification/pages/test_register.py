"""登记问题: one short page; what has been taken is not taken twice, and nothing is lost."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.states import Role
from core.models import HeldUpload
from inspections.models import Finding
from inspections.states import SourceKind
from rectification.models import Item
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = reverse("rectification:item-register")


def photo(name="现场.jpg", content=None):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, "JPEG")
    return SimpleUploadedFile(name, content or out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def plant():
    return EnterpriseFactory()


def form(plant, **changed):
    given = {"enterprise": plant.pk, "description": "围堰破损。应修复", "level": "GENERAL", "found_on": "2026-11-20"}
    return {**given, "source": SourceKind.COUNTY_CHECK, **changed}


def test_shots_and_album_photos_come_together(visit, plant):
    browser = visit(UserFactory(role=Role.INSPECTOR))

    browser.post(URL, form(plant, camera=photo("拍.jpg"), photos=[photo("册1.jpg"), photo("册2.jpg")]))

    item = Item.objects.get()
    assert item.title == "围堰破损"
    assert set(item.finding.photos.values_list("name", flat=True)) == {"拍.jpg", "册1.jpg", "册2.jpg"}


def test_the_receipt_names_the_number_and_keeps_the_place(visit, plant):
    browser = visit(UserFactory(role=Role.INSPECTOR))

    page = browser.post(URL, form(plant), follow=True)

    assert Item.objects.get().number in page.text
    assert page.context["form"]["enterprise"].value() == str(plant.pk)


def test_photos_stay_when_words_are_missing(visit, plant):
    browser = visit(UserFactory(role=Role.INSPECTOR))

    page = browser.post(URL, form(plant, description="", camera=photo()))
    held = HeldUpload.objects.get()
    browser.post(URL, form(plant, held_photos=held.pk))

    assert page.status_code == 422
    assert list(Item.objects.get().finding.photos.all()) == [held.attachment]


def test_a_file_that_is_no_photo_is_said_at_the_field(visit, plant):
    browser = visit(UserFactory(role=Role.INSPECTOR))

    page = browser.post(URL, form(plant, photos=photo("a.jpg", b"<html></html>")))

    assert "photos" in page.context["form"].errors
    assert not Item.objects.exists()


@pytest.mark.req("S16")
def test_the_photo_of_somebody_else_can_not_be_used(visit, plant):
    visit(UserFactory(role=Role.INSPECTOR)).post(URL, form(plant, description="", camera=photo()))
    browser = visit(UserFactory(role=Role.INSPECTOR))

    page = browser.post(URL, form(plant, held_photos=HeldUpload.objects.get().pk))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["photos"]
    assert not Finding.objects.exists()


@pytest.mark.parametrize("by", ["chip", "list"])
def test_a_category_is_chosen_by_chip_or_from_the_list(visit, plant, by):
    browser = visit(UserFactory(role=Role.INSPECTOR))
    chip = browser.get(URL).context["form"].fields["usual_category"].choices[0][0]
    given = {"usual_category": chip} if by == "chip" else {"usual_category": chip, "category": "C02"}

    browser.post(URL, form(plant, **given))

    assert Item.objects.get().category_id == (chip if by == "chip" else "C02")


def test_the_places_of_late_come_first(visit, plant):
    inspector = ItemFactory(enterprise=plant).people["inspector"]
    other = EnterpriseFactory(park=plant.park)

    _none, (_late, first), (_all, every) = visit(inspector).get(URL).context["form"].fields["enterprise"].choices

    assert first == [(plant.pk, plant.label)]
    assert dict(every) == {plant.pk: plant.name, other.pk: other.name}


def test_an_enterprise_records_its_own_self_check(visit, plant):
    person = UserFactory(role=Role.ENTERPRISE, organization=plant.organization)
    other = EnterpriseFactory(park=plant.park)
    browser = visit(person)

    foreign = browser.post(URL, form(other, source=SourceKind.SELF))
    browser.post(URL, form(plant, source=SourceKind.SELF))

    assert "enterprise" in foreign.context["form"].errors
    assert Item.objects.get().enterprise == plant


@pytest.mark.parametrize("role", [Role.SUPERIOR, Role.OBSERVER, Role.SYSADMIN])
def test_who_records_nothing_has_no_such_page(visit, plant, role):
    browser = visit(UserFactory(role=role))

    assert browser.get(URL).status_code == 403
    assert browser.post(URL, form(plant)).status_code == 403
    assert not Finding.objects.exists()


@pytest.mark.req("S15")
def test_the_receipt_of_somebody_else_is_not_shown(visit, plant):
    item = ItemFactory(enterprise=plant)
    stranger = UserFactory(role=Role.PARK)

    page = visit(stranger).get(URL, {"done": item.pk, "enterprise": plant.pk})

    assert item.number not in page.text
    assert plant.name not in page.text


def test_what_concerns_neither_enterprise_nor_park_is_shown_on_desk_ledger_and_page(visit, plant):
    coordinator = UserFactory()
    browser = visit(coordinator)
    browser.post(URL, form(plant, enterprise="", place="沿江公路北侧"))
    item = Item.objects.get()

    for link in ("/", "/ledger/", item.get_absolute_url()):
        assert item.number in browser.get(link).text
