"""The course of an application: each step is a row that is never changed."""

from accounts.models import User
from admission.models import AdmissionEvent, Application
from core import clock


def note(application: Application, step: str, actor: User, words: str = "") -> None:
    """Write a step into the course."""
    AdmissionEvent.objects.create(application=application, step=step, actor=actor, at=clock.now(), note=words)
