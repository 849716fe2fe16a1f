"""What can be read from the files of the deployment without starting anything."""

import re

import pytest

from tests.deployed.compose import ROOT, SECRETS, Compose
from tests.house import APPS

OURS = ("prepare", "web1", "web2", "worker", "scheduler")


@pytest.fixture(scope="module")
def compose(tmp_path_factory):
    return Compose(tmp_path_factory.mktemp("compose"))


def test_the_image_holds_every_app():
    copied = re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)

    assert set(APPS) <= set(copied)


@pytest.mark.req("S58")
def test_the_proxy_alone_is_published(compose):
    published = {name: service["ports"] for name, service in compose.file["services"].items() if "ports" in service}

    assert published == {"proxy": ["443:443", "80:80"]}
    assert compose.file["networks"]["back"] == {"internal": True}
    assert {"database", "broker"} == {
        name for name, service in compose.services.items() if service["networks"] == ["back"] and name not in OURS
    }
    assert set(compose.services["proxy"]["networks"]) == {"front"}


@pytest.mark.req("S58")
def test_no_password_has_a_default(compose):
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    for name in SECRETS:
        assert f"${{{name}:?" in text
        assert f"${{{name}:-" not in text
    assert not re.search(r"PASSWORD: (?!\$\{)", text)


@pytest.mark.req("S61")
@pytest.mark.parametrize("name", OURS)
def test_our_containers_are_read_only_without_rights_and_not_root(compose, name):
    service = compose.services[name]

    assert service["read_only"] is True
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    assert (service["tmpfs"], service["volumes"]) == (["/tmp"], ["data:/data", "backup:/backup"])
    assert "user" not in service


@pytest.mark.req("S61")
def test_the_image_is_slim_and_has_no_compiler(compose):
    last = compose.dockerfile.split("\nFROM ")[-1]

    assert last.startswith("python:3.11-slim")
    assert "\nUSER yuanan\n" in last
    assert not re.search(r"apt-get|npm |pip install|gcc|build-essential", last)


def test_what_a_volume_holds_is_seen_by_those_who_need_it_alone(compose):
    holders = {name: {where.split(":")[0] for where in s["volumes"]} for name, s in compose.services.items()}

    assert {name for name, volumes in holders.items() if "backup" in volumes} == set(OURS)
    assert holders["proxy"] & {"data", "backup", "database", "broker"} == {"data"}
    assert "data:/data:ro" in compose.services["proxy"]["volumes"]
    assert set(compose.file["volumes"]) == {"data", "backup", "database", "broker"}


@pytest.mark.req("S53")
def test_the_one_trusted_proxy_is_the_proxy(compose):
    assert (
        compose.services["web1"]["environment"]["TRUSTED_PROXIES"]
        == (compose.services["proxy"]["networks"]["front"]["ipv4_address"])
    )


@pytest.mark.parametrize("name", ["web1", "web2", "worker"])
def test_compose_waits_longer_than_the_process_needs_to_stop(compose, name, settings):
    from_outside = int(compose.services[name]["stop_grace_period"].removesuffix("s"))

    assert from_outside >= 40 > settings.CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT
    assert "graceful_timeout = 30" in (ROOT / "config" / "gunicorn.py").read_text(encoding="utf-8")
