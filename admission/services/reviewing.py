"""评审: reviewers are named, judge each for oneself or stand aside; when all are in, the minutes are written."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Role
from admission.models import Application, Review
from admission.services.checks import barring, sheet_of
from admission.services.noting import note
from admission.services.telling import tell_excused, tell_reviewers
from admission.states import REVIEWERS, State
from admission.workflow import APPLICATIONS
from core import clock
from core.errors import DomainError
from core.models import Attachment
from core.services import attachments, uploads
from core.steps import Given

LEAST, MOST = 0, 100


def eligible(application: Application) -> "Iterable[User]":
    """Who can be named: officials who see the park, who have not applied and have not been named yet."""
    named = application.reviews.values("reviewer")
    people = User.objects.filter(is_active=True, role__in=REVIEWERS, organization__county=application.county_id)
    near = people.exclude(role=Role.PARK) | people.filter(organization=application.park.committee_id)
    return near.exclude(pk=application.applied_by_id).exclude(pk__in=named).order_by("organization__name", "name")


@APPLICATIONS.effect("convene")
def convene(application: Application, actor: User, given: Given) -> None:
    """Name the reviewers: with those named before at least as many as the setting says; not for what is barred."""
    named = cast(Sequence[User], given["reviewers"])
    if bars := barring(sheet_of(application)):
        raise DomainError(_("The check sheet bars it: %(why)s") % {"why": bars[0].said})
    allowed = {person.pk for person in eligible(application)}
    if any(person.pk not in allowed for person in named):
        raise DomainError(_("Somebody among them can't review this."), "reviewers")
    there = Review.objects.counting().filter(application=application).count()
    if there + len(named) < settings.ADMISSION_REVIEWERS:
        raise DomainError(_("At least %(n)s reviewers are needed.") % {"n": settings.ADMISSION_REVIEWERS}, "reviewers")
    _name(application, named)
    application.convened_by = actor
    note(application, "convene", actor, _("%(n)s reviewers") % {"n": there + len(named)})


def _name(application: Application, people: Sequence[User]) -> None:
    """Ask them for their reviews, within the days of the setting."""
    due = clock.today() + timedelta(days=settings.ADMISSION_REVIEW_DAYS)
    Review.objects.bulk_create(Review(application=application, reviewer=person, due_on=due) for person in people)
    tell_reviewers(application, people)


@APPLICATIONS.effect("excuse")
def excuse(application: Application, actor: User, given: Given) -> None:
    """免去: who stays silent no longer has to review, with a reason; others are named instead."""
    person, named = cast(User, given["reviewer"]), cast(Sequence[User], given.get("reviewers") or ())
    own = Review.objects.pending().filter(application=application, reviewer=person).first()
    if own is None:
        raise DomainError(_("Only who has been named and has not reviewed yet can be excused."), "reviewer")
    allowed = {each.pk for each in eligible(application)}
    if any(each.pk not in allowed for each in named):
        raise DomainError(_("Somebody among them can't review this."), "reviewers")
    own.recused_at, own.recused_because, own.excused_by = clock.now(), str(given["reason"]), actor
    own.save()
    _name(application, named)
    tell_excused(application, person)
    note(application, "excuse", actor)
    _end_when_all_are_in(application)


def changes_said(application: Application) -> str:
    """Who stood aside or was excused in the review that runs, and why: the minutes begin with it."""
    gone = application.reviews.exclude(recused_at=None).filter(closed_at=None).select_related("reviewer")
    said = {True: _("%(name)s was excused: %(reason)s"), False: _("%(name)s stood aside: %(reason)s")}
    facts = [(each.excused_by_id is not None, each.reviewer.name, each.recused_because) for each in gone]
    return "\n".join(said[is_excused] % {"name": name, "reason": reason} for is_excused, name, reason in facts)


def reopen(application: Application) -> None:
    """The reviews that were given count no more; other reviewers are named, and the minutes are written anew."""
    application.reviews.filter(closed_at=None).update(closed_at=clock.now())
    application.first_minutes, application.minutes = application.minutes, ""
    application.convened_by, application.met_on = None, None


@APPLICATIONS.effect("review")
def review(application: Application, actor: User, given: Given) -> None:
    """Give the own review, having declared that there is no interest; the last one ends the review."""
    if not given.get("no_interest"):
        raise DomainError(_("Declare that you have no interest in it, or stand aside."), "no_interest")
    scores = cast("list[dict[str, str | int]]", given["scores"])
    for each in scores:
        if not LEAST <= int(each["score"]) <= MOST or not str(each["reason"]).strip():
            raise DomainError(_("Each criterion gets 0 to 100 points and a reason."))
    own = Review.objects.pending().get(application=application, reviewer=actor)
    own.scores, own.veto = scores, str(given.get("veto") or "")
    own.opinion, own.given_at = str(given["opinion"]), clock.now()
    own.save()
    note(application, "review", actor)
    _end_when_all_are_in(application)


@APPLICATIONS.effect("recuse")
def recuse(application: Application, actor: User, given: Given) -> None:
    """回避: the person stands aside; where too few are left another one has to be named."""
    own = Review.objects.pending().get(application=application, reviewer=actor)
    own.recused_at, own.recused_because = clock.now(), str(given["reason"])
    own.save()
    note(application, "recuse", actor)
    _end_when_all_are_in(application)


def _end_when_all_are_in(application: Application) -> None:
    counting = list(Review.objects.counting().filter(application=application))
    is_done = all(each.given_at for each in counting)
    if is_done and len(counting) >= settings.ADMISSION_REVIEWERS:
        application.state = State.REVIEWED


@APPLICATIONS.effect("minute")
def minute(application: Application, actor: User, given: Given) -> None:
    """会议纪要: what was said at the meeting, with its files."""
    met_on, files = cast(date, given["met_on"]), cast("Sequence[Attachment]", given.get("attached") or ())
    if not application.applied_on <= met_on <= clock.today():
        raise DomainError(_("The day lies between the application and today."), "met_on")
    attachments.refuse_used(files, actor, field="attached")
    application.met_on, application.minutes = met_on, str(given["minutes"])
    application.minutes_files.add(*files)
    uploads.release(files)
    note(application, "minute", actor)


def vetoes(application: Application) -> list[str]:
    """The veto items that reviewers have named."""
    rows = Review.objects.counting().filter(application=application).exclude(veto="")
    return list(rows.values_list("veto", flat=True))
