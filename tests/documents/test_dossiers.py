"""一企一档 as one file: what stands in it, for whom, and how long it is kept."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from docx import Document as WordFile

from accounts.states import OrganizationKind, Role
from core import clock, panels
from core.errors import WorkflowError
from core.models import LogEntry
from core.panels import Tab
from core.services.disk import DiskFullError
from core.views.whole import chapters_at
from documents import dossier_kinds
from documents.models import Dossier
from documents.services import dossiers
from documents.states import DossierForm
from documents.tasks import build_dossier, catch_up_dossiers
from enterprises.models import Enterprise
from tests.core.listed import FACTORIES
from tests.factories import (
    AttachmentFactory,
    EnterpriseFactory,
    ItemFactory,
    OrganizationFactory,
    ParkFactory,
    PermitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
KINDS = list(dossier_kinds.registered())


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def coordinator():
    return UserFactory(role=Role.COORDINATOR)


def built(file, form, person):
    asked = dossiers.ask(file, form, actor=person)
    build_dossier(asked.pk)
    asked.refresh_from_db()
    return asked


def texts(source):
    word = WordFile(source)
    return [line.text for line in word.paragraphs] + [
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    ]


def scanned(enterprise, media, **given):
    """A permit of the enterprise with its scan, and that."""
    scan = AttachmentFactory(name="许可证.pdf", file="scan.pdf", stored_sha256="ab" * 32, **given)
    (media / "scan.pdf").write_bytes(b"%PDF-scan")
    permit = PermitFactory(enterprise=enterprise, number="许可〔2026〕77")
    permit.scans.add(scan)
    return scan


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.of)
def test_every_part_of_the_page_is_a_chapter(kind, coordinator):
    file = FACTORIES[dossier_kinds.model_of(kind)]()

    labels = {chapter.label for chapter in chapters_at(file.get_absolute_url(), coordinator)}

    assert labels >= {str(tab.label) for tab in panels.tabs_of(file, coordinator)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.of)
@pytest.mark.parametrize("form", DossierForm.values)
def test_each_kind_leaves_in_each_form(kind, form, coordinator):
    asked = built(FACTORIES[dossier_kinds.model_of(kind)](), form, coordinator)

    assert (asked.stage, asked.error) == (Dossier.Stage.DONE, "")
    assert asked.size == asked.whole_file.size > 1000


def test_a_part_that_is_offered_later_is_in_the_file(coordinator, monkeypatch):
    monkeypatch.setattr(panels, "_offered", {model: list(parts) for model, parts in panels._offered.items()})
    panels.offer(
        "enterprises.enterprise",
        Tab(70, "tips", "举报线索", "core/_table_panel.html", lambda f, r: {"nothing": "两条"}),
    )

    said = texts(built(EnterpriseFactory(), "docx", coordinator).whole_file.path)

    assert any(line.endswith("举报线索") for line in said)
    assert "两条" in said


def test_the_file_says_what_the_page_says_with_who_and_when(coordinator):
    enterprise = EnterpriseFactory(address="一路一号", principal_phone="13800138000")
    PermitFactory(enterprise=enterprise, number="许可〔2026〕77")
    ItemFactory(enterprise=enterprise, title="储罐无围堰")

    word = built(enterprise, "docx", coordinator).whole_file.path

    said = "\n".join(texts(word))
    assert all(text in said for text in ("一路一号", "许可〔2026〕77", "储罐无围堰", "138****8000"))
    assert "13800138000" not in said
    assert coordinator.name in WordFile(word).sections[0].header.paragraphs[0].text


def test_a_chapter_of_which_nothing_is_on_file_says_so(coordinator):
    said = texts(built(EnterpriseFactory(), "docx", coordinator).whole_file.path)

    headings = [place for place, line in enumerate(said) if line.endswith(("许可证照", "项目"))]
    assert all(said[place + 1] for place in headings)


def test_the_archive_has_the_attachments_by_chapter_and_their_list(coordinator, media):
    enterprise = EnterpriseFactory()
    scan = scanned(enterprise, media)

    with zipfile.ZipFile(built(enterprise, "zip", coordinator).whole_file.path) as archive:
        [path] = [name for name in archive.namelist() if name.endswith("许可证.pdf")]
        assert archive.read(path) == b"%PDF-scan"
        assert "许可证照/" in path
        listed = texts(io.BytesIO(archive.read("附件目录.docx")))
    assert {"许可证.pdf", scan.stored_sha256, scan.uploader.full_label} <= set(listed)


def test_a_file_that_the_disk_has_lost_is_named_in_its_place(coordinator, media):
    enterprise = EnterpriseFactory()
    scanned(enterprise, media)
    (media / "scan.pdf").unlink()

    with zipfile.ZipFile(built(enterprise, "zip", coordinator).whole_file.path) as archive:
        [note] = [name for name in archive.namelist() if name.endswith("许可证.pdf.txt")]
        assert "许可证.pdf" in archive.read(note).decode()


def test_attachments_beyond_an_archive_are_refused_in_words(coordinator, media, settings):
    settings.DOSSIER_MEGABYTES = 1
    enterprise = EnterpriseFactory()
    scanned(enterprise, media, size=2 * 1024 * 1024)

    asked = built(enterprise, "zip", coordinator)

    assert (asked.stage, "2 MB" in asked.error) == (Dossier.Stage.FAILED, True)
    assert list(media.glob("dossiers/*")) == []


def test_a_full_disk_takes_no_file(coordinator, settings):
    settings.DISK_REFUSE_PER_CENT = 0

    with pytest.raises(DiskFullError):
        dossiers.ask(EnterpriseFactory(), "docx", actor=coordinator)

    assert not Dossier.objects.exists()


def test_a_unit_has_two_at_once(coordinator):
    enterprise = EnterpriseFactory()
    for _time in range(2):
        dossiers.ask(enterprise, "docx", actor=coordinator)

    with pytest.raises(WorkflowError):
        dossiers.ask(enterprise, "docx", actor=coordinator)


def own_person(enterprise):
    unit = OrganizationFactory(kind=OrganizationKind.ENTERPRISE)
    Enterprise.objects.filter(pk=enterprise.pk).update(organization=unit)
    return UserFactory(role=Role.ENTERPRISE, organization=unit)


def test_an_enterprise_takes_out_its_own_file_and_finds_no_other(client):
    own, other = EnterpriseFactory(), EnterpriseFactory()
    client.force_login(own_person(own))

    answers = [
        client.post(reverse("enterprises:enterprise-dossier", args=[file.pk]), {"form": "docx"}).status_code
        for file in (own, other)
    ]

    assert answers == [302, 404]
    assert Dossier.objects.get().title.endswith(str(own))


def test_asking_is_in_the_log(client, coordinator):
    client.force_login(coordinator)
    park = ParkFactory()

    client.post(reverse("parks:park-dossier", args=[park.pk]), {"form": "pdf"})

    assert LogEntry.objects.about(park).get(act="dossier.ask").after == {"form": "pdf"}


def test_nobody_else_fetches_it(client, coordinator):
    asked = built(EnterpriseFactory(), "docx", coordinator)
    client.force_login(UserFactory(role=Role.COORDINATOR, organization=coordinator.organization))

    answers = [client.get(reverse(f"documents:dossier-{page}", args=[asked.pk])) for page in ("detail", "file")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_who_has_changed_units_finds_it_no_more(client, coordinator):
    asked = built(EnterpriseFactory(), "docx", coordinator)
    client.force_login(coordinator)
    assert client.get(asked.get_absolute_url()).status_code == 200

    coordinator.organization = OrganizationFactory()
    coordinator.save()

    assert client.get(asked.get_absolute_url()).status_code == 404


def test_what_it_is_of_must_still_be_seen(client):
    enterprise = EnterpriseFactory()
    person = own_person(enterprise)
    asked = built(enterprise, "docx", person)
    Enterprise.objects.filter(pk=enterprise.pk).update(organization=OrganizationFactory())
    client.force_login(person)

    assert client.get(reverse("documents:dossier-file", args=[asked.pk])).status_code == 404


def test_it_is_fetched_and_nothing_of_it_is_kept(client, coordinator):
    asked = built(EnterpriseFactory(), "zip", coordinator)
    client.force_login(coordinator)

    answer = client.get(reverse("documents:dossier-file", args=[asked.pk]))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).testzip() is None


def test_after_its_time_it_is_gone_from_the_disk(client, coordinator, media):
    asked = built(EnterpriseFactory(), "docx", coordinator)
    assert len(list(media.glob("dossiers/*"))) == 1

    dossiers.drop_outlived(clock.now() + timedelta(hours=25))

    asked.refresh_from_db()
    assert (asked.stage, list(media.glob("dossiers/*"))) == (Dossier.Stage.EXPIRED, [])


def test_what_nobody_is_at_is_found_by_the_sweep(coordinator):
    asked = dossiers.ask(EnterpriseFactory(), "docx", actor=coordinator)

    assert catch_up_dossiers() == [asked.pk]
    asked.refresh_from_db()
    assert asked.is_ready
    assert catch_up_dossiers() == []


def test_what_breaks_off_again_and_again_is_given_up(coordinator):
    asked = dossiers.ask(EnterpriseFactory(), "docx", actor=coordinator)
    Dossier.objects.filter(pk=asked.pk).update(tries=dossiers.MOST_TRIES)

    build_dossier(asked.pk)

    asked.refresh_from_db()
    assert asked.stage == Dossier.Stage.FAILED


def test_a_file_that_is_gone_from_view_is_told(coordinator):
    asked = dossiers.ask(EnterpriseFactory(), "docx", actor=coordinator)
    Dossier.objects.filter(pk=asked.pk).update(subject="enterprises.enterprise:999999")

    build_dossier(asked.pk)

    asked.refresh_from_db()
    assert (asked.stage, bool(asked.error)) == (Dossier.Stage.FAILED, True)
