"""What comes out of a file is bounded: memory, time, and the values that are written (security S38-S40, S68)."""

import pickle
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.bounded.frames import Question
from core.bounded.photos import Photo
from core.bounded.readers import MEMORY, SECONDS, ask
from core.bounded.refusals import RefusedError
from core.errors import DomainError
from core.models import Attachment
from core.services.attachments import store
from tests.core import hostile_packages as packages
from tests.core import hostile_pdfs as pdfs
from tests.core import hostile_photos as photos
from tests.factories import UserFactory

MEGABYTE = 1024 * 1024
BASE = 70 * MEGABYTE
"""What a reader has before it opens anything: Python with the readers of photos and PDF."""
BOMBS = {**packages.BOMBS, **pdfs.BOMBS, **photos.BOMBS}
ACTIVE = {**packages.ACTIVE, **pdfs.ACTIVE}
INNOCENT = {**packages.INNOCENT, **pdfs.INNOCENT}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def examined(media, name, content):
    """What the bounded reader said, at which cost."""
    path = media / name
    path.write_bytes(content)
    started = time.perf_counter()
    answer = ask(Question("core.bounded.files:examine", (str(path), name.rpartition(".")[2]), MEMORY, SECONDS))
    assert time.perf_counter() - started < 10
    assert answer.peak < BASE + 200 * MEGABYTE
    return None if answer.died else pickle.loads(answer.said)


@pytest.mark.req("S68", "S39")
@pytest.mark.parametrize(("name", "made"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_costs_little(name, made, media):
    examined(media, name, made())


@pytest.mark.req("S68", "S38")
@pytest.mark.parametrize(("name", "content"), ACTIVE.values(), ids=ACTIVE)
def test_what_does_more_than_be_read_is_refused(name, content, media):
    assert isinstance(examined(media, name, content), RefusedError)


@pytest.mark.req("S38")
@pytest.mark.parametrize(("name", "content"), INNOCENT.values(), ids=INNOCENT)
def test_an_ordinary_paper_is_taken(name, content, media):
    assert examined(media, name, content) is None


@pytest.mark.req("S39", "S68")
@pytest.mark.parametrize(("name", "made"), photos.LARGE_PHOTOS.values(), ids=photos.LARGE_PHOTOS)
def test_a_large_photo_is_drawn_within_the_bound(name, made, media):
    drawn = examined(media, name, made())

    assert isinstance(drawn, Photo)
    assert max(drawn.width, drawn.height) <= 2560


@pytest.mark.req("S68")
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["types of 300 MB", "50 megapixels as PNG", "template outside", "script in a stream"])
def test_a_refusal_names_the_file_and_leaves_nothing(kind, media):
    name, content = {**BOMBS, **ACTIVE}[kind]
    content = content() if callable(content) else content
    with pytest.raises(DomainError, match=f"现场{name[1:]}") as refused:
        store(SimpleUploadedFile(f"现场{name[1:]}", content), kind="after", uploader=UserFactory())

    assert refused.value.field == "file"
    assert not Attachment.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_reader_that_never_ends_is_ended(media):
    started = time.perf_counter()

    answer = ask(Question("time:sleep", (60,), MEMORY, 1))

    assert (answer.died, answer.late) == (True, True)
    assert time.perf_counter() - started < 5
    assert not ask(Question("builtins:len", ((),), MEMORY, 1)).died


def test_a_reader_that_wants_too_much_is_ended():
    answer = ask(Question("builtins:bytearray", (300 * MEGABYTE,), MEMORY, SECONDS))

    assert answer.died
    assert answer.peak < BASE + MEMORY


def test_a_reader_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")

    assert pickle.loads(ask(Question("os:getenv", ("SECRET_KEY",), MEMORY, SECONDS)).said) is None
