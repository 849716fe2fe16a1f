"""The mail server as the deliveries reach it: it is given up soon if it does not answer (reliability V26)."""

import smtplib
import socket

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from core.services.circuits import CONNECT_SECONDS, READ_SECONDS


class _Impatient:
    """Three seconds for the connection, ten for each answer."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        reached: socket.socket = super()._get_socket(host, port, CONNECT_SECONDS)  # type: ignore[misc]
        reached.settimeout(READ_SECONDS)
        return reached


class _Plain(_Impatient, smtplib.SMTP):
    pass


class _Encrypted(_Impatient, smtplib.SMTP_SSL):
    pass


class Office(EmailBackend):
    """Django's mail server with that patience."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Encrypted if self.use_ssl else _Plain


def office() -> BaseEmailBackend:
    """What the settings name: a mail server, or what stands for one in tests and demonstrations."""
    named = mail.get_connection()
    return Office() if type(named) is EmailBackend else named
