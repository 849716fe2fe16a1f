"""The processes of the deployed form: started in compose's order, asked for their health, stopped, started again."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from tests.authenticator import Authenticator
from tests.deployed import certificate
from tests.deployed.compose import ROOT, Compose

PATIENCE_SECONDS = 180


class House:
    """All services of compose on this machine."""

    def __init__(self, folder: Path) -> None:
        self.compose = Compose(folder)
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.phones: dict[str, Authenticator] = {}

    def phone_of(self, username: str) -> Authenticator | None:
        """The app of somebody who has a second factor."""
        return self.phones.get(username)

    def open(self) -> None:
        """Start everything, each part once those it depends on are healthy."""
        for name in ("data/media", "data/static", "backup", "database"):
            (self.folder / name).mkdir(parents=True)
        certificate.write(self.folder, self.compose.host("proxy"))
        self._make_database()
        self.start("database", "broker")
        self._first_start_of_database()
        self.run(self.compose.command("prepare"), "prepare")
        self.start("web1", "web2", "worker", "scheduler", "proxy")

    def close(self) -> None:
        for name in ("proxy", "scheduler", "worker", "web1", "web2", "broker", "database"):
            if name in self.running:
                self.stop(name)

    def start(self, *names: str) -> None:
        for name in names:
            self.running[name] = subprocess.Popen(
                self._program(name),
                cwd=self.folder if name in ("database", "broker") else ROOT,
                env=self.compose.environment(name),
                start_new_session=True,
                stdout=(self.folder / f"{name}.log").open("ab"),
                stderr=subprocess.STDOUT,
                user="postgres" if name == "database" and os.geteuid() == 0 else None,
            )
        for name in names:
            if "healthcheck" in self.compose.services[name]:
                assert self.becomes_healthy(name), self.log(name)

    def stop(self, name: str, number: int = signal.SIGTERM) -> int:
        """As compose does: one signal to the first process, patience, the end by force; returns the exit code."""
        process = self.running.pop(name)
        process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(float(self.compose.services[name].get("stop_grace_period", "10s").removesuffix("s")))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return process.wait()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")[-4000:]

    def is_healthy(self, name: str) -> bool:
        command, told = self.compose.health_command(name), self.compose.environment(name)
        return subprocess.run(command, env=told, capture_output=True, check=False).returncode == 0

    def becomes_healthy(self, name: str) -> bool:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and self.running[name].poll() is None:
            if self.is_healthy(name):
                return True
            time.sleep(0.3)
        return False

    def run(self, command: list[str], service: str) -> str:
        """A program with what a service is told; returns what it has printed."""
        told = {**os.environ, **self.compose.environment(service)}
        for name in ("DEMO", "TEST_SERVICES"):
            told.pop(name, None)
        done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def connect(self, role: str, **changes: str):
        """A connection to the database as `prepare` or `web1` has it."""
        url = urlsplit(self.compose.environment(role)["DATABASE_URL"])
        given = {"user": url.username, "password": url.password, "host": url.hostname, "dbname": url.path[1:]}
        return psycopg2.connect(**{**given, **changes})

    def _program(self, name: str) -> list[str]:
        if name == "proxy":
            (self.folder / "nginx.conf").write_text(self.compose.nginx(), encoding="utf-8")
            return [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(self.folder / "nginx.conf")]
        if name == "database":
            own = (
                f"-c listen_addresses={self.compose.host(name)} -c unix_socket_directories={self._sockets} -c fsync=off"
            )
            return [str(postgres() / "postgres"), "-D", str(self.folder / "database"), *own.split()]
        if name == "broker":
            return [
                *self.compose.command(name)[:-1],
                f"{self.compose.command(name)[-1]} --bind {self.compose.host(name)}",
            ]
        return self.compose.command(name)

    @property
    def _sockets(self) -> Path:
        return self.folder / "database"

    def _make_database(self) -> None:
        """As the image's entry point does on the first start."""
        told = self.compose.environment("database")
        secret = self.folder / "superuser"
        secret.write_text(told["POSTGRES_PASSWORD"], encoding="utf-8")
        if os.geteuid() == 0:
            for path in (secret, self.folder / "database"):
                shutil.chown(path, "postgres", "postgres")
        how = f"--username={told['POSTGRES_USER']} --pwfile={secret} --auth-local=trust --auth-host=scram-sha-256"
        program = [str(postgres() / "initdb"), "-D", str(self.folder / "database"), *how.split()]
        program += ["--no-sync", *told["POSTGRES_INITDB_ARGS"].split()]
        user = "postgres" if os.geteuid() == 0 else None
        subprocess.run(program, cwd=self.folder, env=told, user=user, capture_output=True, check=True)

    def _first_start_of_database(self) -> None:
        told = {**self.compose.environment("database"), "PGHOST": str(self._sockets)}
        made = f'CREATE DATABASE "{told["POSTGRES_DB"]}" TEMPLATE template0'
        subprocess.run(["psql", "-U", told["POSTGRES_USER"], "-d", "postgres", "-c", made], env=told, check=True)
        for script in self.compose.services["database"]["volumes"]:
            if "docker-entrypoint-initdb.d" in script:
                subprocess.run([ROOT / script.partition(":")[0]], env=told, check=True)


def postgres() -> Path:
    """Where this machine has the programs of PostgreSQL's server."""
    found = shutil.which("postgres")
    return Path(found).parent if found else max(Path("/usr/lib/postgresql").glob("*/bin"))
