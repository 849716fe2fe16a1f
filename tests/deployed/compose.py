"""docker-compose.yml and Dockerfile as the processes of this machine need them: nothing is said twice here.

Each service gets an address of its own out of 127.0.0.0/8, paths of the image become folders, names become addresses.
"""

import base64
import json
import os
import random
import re
import secrets
import shlex
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
FRONT = "172.31.240."
VARIABLE = re.compile(r"\$\$|\$\{(\w+)(?::([?-])([^}]*))?\}")
HTTPS, HTTP = 8443, 8080
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "WEB_PASSWORD", "REDIS_PASSWORD")


class Compose:
    """The services, with the values of a `.env` of a new county."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.front = f"127.{random.randint(10, 250)}.{random.randint(1, 250)}."
        self.address = f"https://{self.front}2:{HTTPS}"
        self.given = {name: secrets.token_hex(32) for name in SECRETS}
        self.given["FIELD_KEYS"] = base64.b64encode(secrets.token_bytes(32)).decode()
        self.given |= {"ALLOWED_HOSTS": f"{self.front}2", "CSRF_TRUSTED_ORIGINS": self.address}
        self.given |= {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "SITE_URL": self.address}

    @cached_property
    def file(self) -> dict[str, Any]:
        """As the file stands there."""
        return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))

    @cached_property
    def services(self) -> dict[str, dict[str, Any]]:
        """The services, with what `.env` says put in."""
        return self._filled(self.file["services"])

    def _filled(self, part: Any) -> Any:
        if isinstance(part, dict):
            return {name: self._filled(inner) for name, inner in part.items()}
        if isinstance(part, list):
            return [self._filled(inner) for inner in part]
        return VARIABLE.sub(self._value, part) if isinstance(part, str) else part

    def _value(self, found: re.Match[str]) -> str:
        name, kind, said = found.groups()
        if name is None:
            return "$"
        if kind == "?":
            return self.given[name]
        return self.given.get(name, said or "")

    def host(self, service: str) -> str:
        """Where a service listens: as in the front network, or behind it."""
        networks = self.services[service]["networks"]
        if isinstance(networks, dict) and "front" in networks:
            return networks["front"]["ipv4_address"].replace(FRONT, self.front)
        return f"{self.front}{100 + sorted(self.services).index(service)}"

    def placed(self, text: str) -> str:
        """A text of the files with the image's paths, names and addresses replaced by ours."""
        for service in ("database", "broker", "web1", "web2"):
            text = re.sub(rf"(?<=[@ ]){service}(?=:\d)", self.host(service), text)
        text = text.replace(FRONT, self.front).replace("/etc/nginx/certificates", str(self.folder))
        return re.sub(r"(?<![\w/])/(data|backup)\b", rf"{self.folder}/\1", text)

    def environment(self, service: str) -> dict[str, str]:
        """What the process of a service is told: by the image, by compose, and where it listens here."""
        image = dict(re.findall(r"(\w+)=(\S+)", re.findall(r"^ENV (.+)$", self.dockerfile, re.MULTILINE)[0]))
        told = {**image, **(self.services[service].get("environment") or {})}
        told = {name: self.placed(str(value)) for name, value in told.items()}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return {**told, "PATH": path, "WEB_BIND": f"{self.host(service)}:8000", "LANG": "C.UTF-8"}

    @cached_property
    def dockerfile(self) -> str:
        return (ROOT / "Dockerfile").read_text(encoding="utf-8")

    def command(self, service: str) -> list[str]:
        """The program of a service: its own, or the image's."""
        if "command" in self.services[service]:
            return shlex.split(self.placed(self.services[service]["command"]))
        return json.loads(re.findall(r"^CMD (.+)$", self.dockerfile, re.MULTILINE)[0])

    def health_command(self, service: str) -> list[str]:
        """What compose would run inside the container, where 127.0.0.1 is the service itself."""
        kind, *words = self.services[service]["healthcheck"]["test"]
        words = [word.replace("127.0.0.1", self.host(service)) for word in words]
        words = [word.replace("redis-cli", f"redis-cli -h {self.host(service)}") for word in words]
        return words if kind == "CMD" else ["sh", "-c", *words]

    def nginx(self) -> str:
        """A whole configuration round deploy/nginx.conf, as the proxy's image has one."""
        ours = self.placed((ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8"))
        ours = ours.replace("listen 80;", f"listen {self.host('proxy')}:{HTTP};")
        ours = ours.replace("listen 443 ", f"listen {self.host('proxy')}:{HTTPS} ")
        folders = "\n".join(
            f"{kind}_temp_path {self.folder}/nginx-{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        return (
            f"daemon off; pid {self.folder}/nginx.pid; error_log stderr warn; events {{}}\n"
            f"http {{ include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;\n"
            f"{folders}\nproxy_bind {self.host('proxy')};\n{ours}\n}}"
        )
