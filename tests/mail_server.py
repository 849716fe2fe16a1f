"""A real mail server on the loopback that keeps what it takes, and can be told to misbehave."""

import contextlib
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """What arrived; `answer` is what it says to a whole message, None breaks the connection off after taking it.

    `moods` are answers for the next messages, before it is back to `answer`.
    """

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.answer: str | None = "250 OK"
        self.moods: Iterator[str | None] = iter(())
        self.refused: set[str] = set()
        self.on_message: Any = None
        self.port = free_port()

    async def handle_RCPT(  # noqa: N802 - the name the server calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = next(self.moods, self.answer)
        if answer is None or answer.startswith("250"):
            self.taken.append(message_from_bytes(bytes(envelope.content or b"")))
        if self.on_message is not None:
            self.on_message(len(self.taken))
        if answer is None and server.transport is not None:
            server.transport.close()
        return answer or "250 OK"

    @property
    def recipients(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.taken)

    @property
    def ids(self) -> list[str]:
        return sorted(str(message["Message-ID"]) for message in self.taken)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()
