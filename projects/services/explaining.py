"""提示的说明: why something is unlawful, in one sentence with its days, in the language in force."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import PermitKind
from projects.rules.judging import Breach, Ground, Why
from projects.states import RecordKind

BEGAN = {
    "PLANNED": gettext_lazy("The project is being prepared"),
    "BUILDING": gettext_lazy("Construction began"),
    "BUILT": gettext_lazy("The project was built"),
    "TRIAL": gettext_lazy("Trial production began"),
    "OPERATING": gettext_lazy("Production began"),
    "STOPPED": gettext_lazy("The project was stopped"),
}
SAID = {
    Why.MISSING: gettext_lazy("%(paper)s is not on file"),
    Why.UNSIGNED: gettext_lazy("nobody has signed that %(paper)s does not apply"),
    Why.UNDATED: gettext_lazy("%(paper)s bears no day"),
    Why.LATE: gettext_lazy("%(paper)s is of %(day)s only"),
    Why.LAPSED: gettext_lazy("%(paper)s was valid until %(day)s"),
    Why.OVERRUN: gettext_lazy("trial production may last until %(day)s, and %(paper)s was not there by then"),
    Why.CHANGED: gettext_lazy("what was approved was changed on %(day)s and not approved anew before"),
}
CURED = gettext_lazy("%(said)s (there since %(day)s)")


def names_of_papers() -> dict[str, str]:
    """What each kind of paper is called: approvals and permits from the catalogue, records from their kinds."""
    return {
        **{kind.pk: kind.name for kind in PermitKind.objects.all()},
        **{code: str(label) for code, label in RecordKind.choices},
    }


def said_day(day: date) -> str:
    """A day in a sentence, always with its year."""
    return date_format(day, "DATE_FORMAT")


def sentence(breach: Breach, names: Mapping[str, str]) -> str:
    """What began when, and what was lacking."""
    grounds = _join(_ground(ground, names) for ground in breach.grounds)
    began = BEGAN.get(breach.state)
    if began is None or breach.grounds[0].why in (Why.OVERRUN, Why.CHANGED):
        return _("%(grounds)s.") % {"grounds": _capital(grounds)}
    if breach.began is None:
        return _("%(began)s on a day that is not on file; %(grounds)s.") % {"began": began, "grounds": grounds}
    if breach.state == "PLANNED":
        return _("%(began)s; %(grounds)s.") % {"began": began, "grounds": grounds}
    said = {"began": began, "day": said_day(breach.began), "grounds": grounds}
    return _("%(began)s on %(day)s; %(grounds)s.") % said


def _ground(ground: Ground, names: Mapping[str, str]) -> str:
    facts = {"paper": names.get(ground.paper, ground.paper), "day": said_day(ground.day) if ground.day else ""}
    said = str(SAID[ground.why]) % facts
    if ground.cured and ground.why != Why.LATE:
        return str(CURED) % {"said": said, "day": said_day(ground.cured)}
    return said


def _join(parts: Iterable[str]) -> str:
    return _("; ").join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
