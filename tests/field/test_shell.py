"""The page that opens without a connection holds nothing of anybody, and its version follows its files."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image

from accounts.states import Role
from field.views import shell
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
SHELL, WORKER, MANIFEST = (reverse(f"field:{name}") for name in ("capture", "worker", "manifest"))


@pytest.mark.req("S37")
def test_the_page_is_the_same_for_everybody(client):
    before = client.get(SHELL)
    client.force_login(UserFactory(role=Role.INSPECTOR, language="en"))

    assert client.get(SHELL).content == before.content
    assert not before.cookies


def test_it_holds_its_words_in_both_languages(client):
    page = client.get(SHELL).text

    parts = dict(re.findall(r'<template data-language="([\w-]+)"(.*?)</main>', page, re.DOTALL))
    assert list(parts) == ["zh-hans", "en"]
    assert "拍照" in parts["zh-hans"]
    assert not re.search("[\u4e00-\u9fff]{2}", parts["en"])


def kept(client):
    said = client.get(WORKER).text
    return json.loads(re.match(r"self\.shell = (.*);\n", said)[1])


def test_the_worker_keeps_the_page_and_each_file_that_it_names(client):
    told, page = kept(client), client.get(SHELL).text

    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert {SHELL, MANIFEST, *named} <= set(told["files"])
    assert not [file for file in told["files"] if client.get(file).status_code not in (200, 404)]


def test_another_script_is_another_version(client, monkeypatch, tmp_path):
    before = kept(client)["version"]
    changed = tmp_path / "field.css"
    changed.write_text("body {}", encoding="utf-8")
    find = finders.find
    monkeypatch.setattr(shell.finders, "find", lambda name: changed if name == "css/field.css" else find(name))

    assert kept(client)["version"] != before


def test_it_can_be_installed(client):
    told = client.get(MANIFEST).json()

    assert (told["start_url"], told["scope"], told["display"]) == (SHELL, SHELL, "standalone")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    for side in (192, 512):
        assert Image.open(finders.find(f"img/field-{side}.png")).size == (side, side)
