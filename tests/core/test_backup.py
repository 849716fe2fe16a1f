"""A backup is worth something only when it has been restored (contract C10, security S62, reliability V28)."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg2
import pyrage
import pytest
from django.conf import settings as configured
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection

from core import clock, on_disk
from core.models import Attachment, FileChange, JobRun
from core.services import backup
from core.services.backup import daily, restoring
from core.services.backup import manifest as manifests
from core.services.backup.daily import BACKUP, DRILL, forget_old
from core.services.backup.manifest import DamagedBackupError
from core.services.backup.seal import SealedError
from tests import prepared
from tests.factories import AttachmentFactory, ItemFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("S62")]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path / "media", tmp_path / "backup"
    return settings.MEDIA_ROOT


@pytest.fixture
def county(media):
    """A ledger with a life, its history, and a file on the disk."""
    item = ItemFactory(closed=True)
    media.mkdir(parents=True)
    (media / "none.jpg").write_bytes(b"photo")
    Attachment.objects.update(stored_sha256=hashed(b"photo"))
    return item


def hashed(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def scratch(tmp_path):
    """The address of an empty database of the kind that the tests run on."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{tmp_path / 'scratch.sqlite3'}"
        return
    known = connection.settings_dict
    name = f"{known['NAME']}_scratch"
    place = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"]}
    _maintain(place, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{name}"
    _maintain(place, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def migrated(scratch):
    """The same with the tables and the catalogs in it, as a county's first start leaves it."""
    name = scratch.removeprefix("sqlite:///") if connection.vendor == "sqlite" else scratch.rpartition("/")[2]
    prepared.copy_to(name)
    return scratch


def _maintain(place, *statements):
    session = psycopg2.connect(dbname="postgres", **place)
    session.autocommit = True
    for statement in statements:
        session.cursor().execute(statement)
    session.close()


def manage(database, media, *command, **environment):
    """A command as a process of its own, on another database and folder."""
    told = {**os.environ, "DATABASE_URL": database, "MEDIA_ROOT": str(media), "DEMO": "yes", **environment}
    program = [sys.executable, str(configured.BASE_DIR / "manage.py"), *map(str, command)]
    return subprocess.run(program, env=told, capture_output=True, text=True, check=False)


def tables_in(database):
    """What tables stand there, asked without the product."""
    if connection.vendor == "sqlite":
        asked, names = sqlite3.connect(database.removeprefix("sqlite:///")), "SELECT name FROM sqlite_master"
    else:
        asked, names = psycopg2.connect(database), "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with closing(asked):
        cursor = asked.cursor()
        cursor.execute(names)
        return cursor.fetchall()


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def hashes(manifest):
    """Rows and hash of each table but the log, which tells of the backup and of the restore themselves."""
    parts = (part for part in manifest.tables if part.table != "core_logentry")
    return {part.table: (part.rows, part.content_sha256) for part in parts}


@pytest.mark.parametrize("kept", ["as it is", "without what migrations add by themselves"])
def test_a_restored_county_is_the_same_to_the_byte(county, migrated, settings, tmp_path, kept):
    if kept != "as it is":
        ContentType.objects.all().delete()
    _place, written = backup.write(settings.BACKUP_DIR)

    restored = manage(migrated, tmp_path / "restored", "restore", settings.BACKUP_DIR, "--json")
    again = manage(migrated, tmp_path / "restored", "backup", tmp_path / "again", "--json")

    assert restored.returncode == again.returncode == 0, restored.stderr + again.stderr
    assert hashes(manifests.read(Path(json.loads(again.stdout)["snapshot"]))) == hashes(written)
    assert hashes(written)["rectification_historyentry"][0] > 3
    assert contents(tmp_path / "restored") == contents(settings.MEDIA_ROOT) != {}
    assert manage(migrated, tmp_path / "restored", "check_invariants").returncode == 0


def test_a_backup_of_an_older_version_comes_into_its_own_schema_and_up_to_date(county, scratch, settings, tmp_path):
    """Into an empty database: the one restore here that truly migrates."""
    place, written = backup.write(settings.BACKUP_DIR)
    older = [one for one in written.migrations if one != ["core", "0010_job_failures"]]
    columns = ["id", "job", "on", "finished_at", "figures"]
    tables = [replace(part, columns=columns) if part.table == "core_jobrun" else part for part in written.tables]
    replace(written, migrations=older, tables=tables).write(place)

    restored = manage(scratch, tmp_path / "restored", "restore", settings.BACKUP_DIR)

    assert restored.returncode == 0, restored.stderr
    assert manage(scratch, tmp_path / "restored", "migrate", "--check").returncode == 0


def _flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _cut(path):
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("spoil", [_flip, _cut, Path.unlink], ids=["altered", "cut off", "missing"])
@pytest.mark.parametrize("part", ["manifest.json", "tables/rectification_item.jsonl.gz", "file"])
def test_a_damaged_backup_is_refused_by_the_name_of_the_part(county, settings, part, spoil):
    place, written = backup.write(settings.BACKUP_DIR)
    stored = manifests.object_path(settings.BACKUP_DIR / "objects", written.files[0].content_sha256, encrypted=False)
    spoil(stored if part == "file" else place / part)

    with pytest.raises(DamagedBackupError, match=written.files[0].name if part == "file" else part):
        backup.restore(settings.BACKUP_DIR, force=True)


def test_a_backup_of_which_most_is_missing_names_the_first_and_counts_the_rest(county, settings):
    place, written = backup.write(settings.BACKUP_DIR)
    shutil.rmtree(place / "tables")

    with pytest.raises(DamagedBackupError) as refused:
        backup.restore(settings.BACKUP_DIR, force=True)

    assert str(refused.value).count("tables/") == manifests.NAMED_AT_MOST
    assert str(len(written.tables) - manifests.NAMED_AT_MOST) in str(refused.value)


def test_a_database_that_holds_data_is_not_replaced_unasked(county, settings):
    backup.write(settings.BACKUP_DIR)

    with pytest.raises(restoring.NotEmptyError):
        backup.restore(settings.BACKUP_DIR)


def test_a_restore_that_breaks_off_leaves_everything_as_it_was(county, settings):
    place, written = backup.write(settings.BACKUP_DIR)
    last = replace(written.tables[-1], content_sha256="0" * 64)
    replace(written, tables=[*written.tables[:-1], last]).write(place)
    AttachmentFactory()
    before = hashes(backup.write(settings.BACKUP_DIR.with_name("before"))[1])

    with pytest.raises(DamagedBackupError, match=last.table):
        backup.restore(place, force=True)

    assert hashes(backup.write(settings.BACKUP_DIR.with_name("after"))[1]) == before


def test_a_replaced_database_guards_its_records_as_before(county, settings):
    before = hashes(backup.write(settings.BACKUP_DIR)[1])
    Attachment.objects.all().update(name="另一个名字.jpg")

    held = backup.restore(settings.BACKUP_DIR, force=True)

    assert hashes(held) == before
    assert not Attachment.objects.filter(name="另一个名字.jpg").exists()
    with pytest.raises(DatabaseError):
        county.history.update(reason="改写")
    assert FileChange.objects.count() == before["core_filechange"][0]


def test_an_encrypted_backup_tells_nothing_without_the_identity(county, media, settings, tmp_path):
    identity = pyrage.x25519.Identity.generate()
    key = tmp_path / "identity"
    key.write_text(str(identity), encoding="ascii")
    settings.BACKUP_RECIPIENTS = [str(identity.to_public())]
    backup.write(settings.BACKUP_DIR)
    before = contents(media)
    (media / "none.jpg").unlink()

    with pytest.raises(SealedError, match="BACKUP_IDENTITY_FILE"):
        backup.restore(settings.BACKUP_DIR, force=True)
    settings.BACKUP_IDENTITY_FILE = str(key)
    backup.restore(settings.BACKUP_DIR, force=True)

    assert contents(media) == before
    stored = [path for path in settings.BACKUP_DIR.rglob("*") if path.suffix in (".gz", ".age")]
    assert stored
    assert all(path.read_bytes().startswith(b"age-encryption.org/v1") for path in stored)


@pytest.mark.parametrize("given", ["no identity", "another identity"])
def test_who_cannot_open_a_backup_changes_nothing(county, scratch, settings, tmp_path, given):
    settings.BACKUP_RECIPIENTS = [str(pyrage.x25519.Identity.generate().to_public())]
    backup.write(settings.BACKUP_DIR)
    key, media = tmp_path / "identity", tmp_path / "restored"
    if given == "another identity":
        key.write_text(str(pyrage.x25519.Identity.generate()), encoding="ascii")

    told = manage(scratch, media, "restore", settings.BACKUP_DIR, BACKUP_IDENTITY_FILE=str(key))

    assert (told.returncode, told.stderr.count("\n")) == (1, 1), told.stderr
    assert tables_in(scratch) == []
    assert not media.exists()


def test_what_is_too_old_goes_and_what_the_others_need_stays(county, settings, media):
    first, written = backup.write(settings.BACKUP_DIR)
    (media / "none.jpg").write_bytes(b"another photo")
    second, _newer = backup.write(settings.BACKUP_DIR)

    forget_old(settings.BACKUP_DIR, timedelta(days=30), clock.now() + timedelta(days=31))

    assert (first.exists(), second.exists()) == (False, True)
    old = manifests.object_path(settings.BACKUP_DIR / "objects", written.files[0].content_sha256, encrypted=False)
    assert not old.exists()
    assert backup.restore(settings.BACKUP_DIR, force=True).files[0].content_sha256 == hashed(b"another photo")


def test_a_drill_without_a_database_of_its_own_makes_one_in_the_folder_that_goes_again(tmp_path):
    shown = daily._manage(tmp_path, "showmigrations", "core")

    assert "[ ] 0001" in shown
    assert "[X]" not in shown
    assert (tmp_path / "scratch.sqlite3").is_file()


def test_each_day_has_one_backup_and_one_drill_and_a_failure_says_why(county, migrated, settings):
    settings.BACKUP_DRILL_DATABASE_URL = migrated
    four = clock.start_of_today() + timedelta(hours=4)

    assert daily.run(clock.start_of_today() + timedelta(hours=1)) == []
    assert daily.run(four) == [BACKUP, DRILL]
    assert daily.run(four) == []
    assert len(restoring.finished(settings.BACKUP_DIR)) == 1
    _flip(restoring.finished(settings.BACKUP_DIR)[0] / "manifest.json")
    JobRun.objects.filter(job=DRILL).delete()
    with pytest.raises(daily.DrillError):
        daily.run(four)
    assert "manifest.json" in JobRun.objects.get(job=DRILL).failure
    shutil.rmtree(settings.BACKUP_DIR)
    with pytest.raises(on_disk.PlaceError, match=str(settings.BACKUP_DIR)):
        daily.run(four)
