"""A disk that fills up at any write of a file leaves no file and no row, and is told as what it is (S63)."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Attachment, HeldUpload, IdempotencyRecord
from intake.models import ImportBatch
from tests.core.test_held_uploads import HOLD, held, photo
from tests.factories import ItemFactory

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LIST = "序号,问题\n1,围堰破损\n".encode()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def browser(client):
    client.raise_request_exception = False
    client.force_login(ItemFactory().people["coordinator"])
    client.get("/messages/")
    return client


class Full:
    """The n-th creation, synchronisation or renaming of a file below the folder finds the disk full."""

    def __init__(self, monkeypatch, folder, at):
        self.folder, self.left, self.struck = str(folder), at, False
        monkeypatch.setattr(os, "fsync", self.failing(os.fsync))
        for owner, name in ((Path, "rename"), (Path, "open"), (os, "open"), (os, "fdopen")):
            monkeypatch.setattr(owner, name, self.failing(getattr(owner, name), below=name != "fdopen"))

    def failing(self, does, *, below=False):
        def done(*given, **named):
            reads = given[1:2] in [("rb",), ("r",)] or "r" in named.get("mode", "")
            if not reads and (not below or str(given[0]).startswith(self.folder)):
                self.left -= 1
                if self.left == -1:
                    self.struck = True
                    raise OSError(errno.ENOSPC, "No space left on device")
            return does(*given, **named)

        return done


def send_photo(browser):
    return held(browser, photo())


def send_by_program(browser):
    return browser.post("/api/v1/attachments/", {"kind": "after", "file": photo()}, headers={"Idempotency-Key": "k1"})


def send_list(browser):
    return browser.post("/imports/", {"file": SimpleUploadedFile("清单.csv", LIST)})


DOORS = {send_photo: 507, send_by_program: 507, send_list: 200}


@pytest.mark.req("S63")
@pytest.mark.parametrize("at", range(12))
@pytest.mark.parametrize("send", DOORS)
def test_wherever_the_disk_is_full_nothing_is_left(browser, media, monkeypatch, send, at):
    with monkeypatch.context() as patched:
        full = Full(patched, media, at)
        answer = send(browser)
    if not full.struck:
        pytest.skip("it has no further write")

    assert answer.status_code == DOORS[send]
    assert "磁盘已满" in (str(answer.json()) if "json" in answer.headers["Content-Type"] else answer.text)
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert not any(model.objects.exists() for model in (Attachment, HeldUpload, ImportBatch, IdempotencyRecord))


def test_what_is_written_and_then_not_recorded_is_gone(browser, media, monkeypatch):
    monkeypatch.setattr(HeldUpload.objects, "create", lambda **_given: 1 / 0)

    assert (
        browser.post(
            HOLD, {"thing": "item:1", "act": "submit", "field": "after", "kind": "after", "file": photo()}
        ).status_code
        == 500
    )

    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert not Attachment.objects.exists()


def test_a_stored_file_of_djangos_own_is_whole_or_not_there(media):
    class Broken(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        default_storage.save("imports/list.csv", Broken("list.csv", LIST))

    assert [path for path in media.rglob("*") if path.is_file()] == []
