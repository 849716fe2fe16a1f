"""A real webhook service on the loopback that counts what it gets, and can be told to misbehave."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class WebhookServer:
    """What arrived, as (path, message); `status` is what it answers, None breaks the connection off after taking it."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.status: int | None = 200
        self.on_message: Any = None
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.got.append((self.path, json.loads(body)))
                if service.on_message is not None:
                    service.on_message(len(service.got))
                if service.status is None:
                    self.connection.close()
                    return
                with contextlib.suppress(OSError):
                    self.send_response(service.status)
                    self.end_headers()

            def log_message(self, *said: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"

    @property
    def paths(self) -> list[str]:
        return sorted(path for path, _message in self.got)


@contextlib.contextmanager
def webhook_server() -> Iterator[WebhookServer]:
    running = WebhookServer()
    threading.Thread(target=running.server.serve_forever, daemon=True).start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
