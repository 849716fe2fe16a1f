"""Whoever has told something looks it up by the receipt, answers, and says whether the answer satisfies."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.addresses import address_of
from core.errors import DomainError
from core.forms import refuse, sent
from tips.forms import LookUpForm, ReplyForm, SatisfiedForm
from tips.models import Tip
from tips.services import following, rates
from tips.services.status import status_of
from tips.services.submitting import SentBeforeError
from tips.views.public import page, refused
from tips.views.speaking import SPEAK, speaks

FOLLOW, DIALOGUE = "tips/follow.html", "tips/dialogue.html"
REPLY, CONTENT, NOT_CONTENT = "reply", "content", "not-content"


@dataclass
class Forms:
    """What stands on the page of the dialogue; whichever is sent, what was typed into the other one stays."""

    reply: ReplyForm
    judge: SatisfiedForm

    def but_for(self, act: str) -> None:
        """Say nothing of what was not sent."""
        if act != REPLY:
            self.reply.leave_unsaid()
        if act not in (CONTENT, NOT_CONTENT):
            self.judge.errors.clear()


@require_http_methods(["GET", "POST"])
@speaks
def tip_follow(request: HttpRequest) -> HttpResponse:
    """The receipt number and the code are asked by a form and stand in no address."""
    if request.method != "POST":
        return page(request, FOLLOW, {"form": LookUpForm()})
    act = "" if SPEAK in request.POST else sent(request.POST, "act")
    if "pass" not in request.POST and act not in (REPLY, CONTENT, NOT_CONTENT):
        return _looked_up(request)
    tip = following.tip_of(sent(request.POST, "pass"))
    return _asked_again(request) if tip is None else _said(request, tip, act)


def _looked_up(request: HttpRequest) -> HttpResponse:
    form = LookUpForm(request.POST)
    is_asked = SPEAK not in request.POST
    if not form.is_valid() or not is_asked:
        if not is_asked:
            form.errors.clear()
        return page(request, FOLLOW, {"form": form}, status=422 if is_asked else 200)
    said = form.cleaned_data
    try:
        tip = following.look_up(said["number"], said["code"], address=address_of(request))
    except DomainError as refusal:
        refuse(form, refusal)
        return refused(request, FOLLOW, {"form": form}, refusal)
    return _dialogue(request, tip, Forms(ReplyForm(text=said["text"]), SatisfiedForm()))


def _asked_again(request: HttpRequest) -> HttpResponse:
    """The page was open for too long; what was written goes along."""
    text = sent(request.POST, "text") or sent(request.POST, "why")
    form = LookUpForm(text=text[:4000])
    said = _("The page was open for too long. Give number and code again; what you have written stays.")
    return page(request, FOLLOW, {"form": form, "said": said}, status=422)


def _said(request: HttpRequest, tip: Tip, act: str) -> HttpResponse:
    """What the reporter sends: an answer, a judgement, or the wish to read on in another language."""
    forms = Forms(ReplyForm(request.POST, request.FILES), SatisfiedForm(request.POST))
    shown = forms.reply if act in ("", REPLY) else forms.judge
    is_whole = shown.is_valid()
    try:
        if request.FILES:
            rates.count_look_up(address_of(request))
        forms.reply.take_photos()
        is_whole = is_whole and shown.is_valid()
        forms.but_for(act)
        if not act or not is_whole:
            return _dialogue(request, tip, forms, sent_form=shown if act else None)
        return _replied(request, tip, forms) if act == REPLY else _judged(request, tip, forms, act)
    except DomainError as refusal:
        if isinstance(refusal, SentBeforeError):
            forms.reply.renew()
        forms.but_for(act)
        refuse(shown, refusal)
        return _dialogue(request, tip, forms, sent_form=shown, refusal=refusal)


def _replied(request: HttpRequest, tip: Tip, forms: Forms) -> HttpResponse:
    form = forms.reply
    text, files = form.cleaned_data["text"], form.taken.files
    is_new = following.reply(tip, text, files, form=form.sent_key, address=address_of(request))
    said = _("Sent. Whoever deals with it has been told.") if is_new else _said_before()
    return _dialogue(request, tip, Forms(ReplyForm(), forms.judge), said=said)


def _judged(request: HttpRequest, tip: Tip, forms: Forms, act: str) -> HttpResponse:
    why, is_satisfied = forms.judge.cleaned_data["why"], act == CONTENT
    tip, is_new = following.say_satisfied(tip, is_satisfied=is_satisfied, why=why, address=address_of(request))
    said = _("Thank you. What you have said stands with the tip.") if is_new else _said_before()
    return _dialogue(request, tip, Forms(forms.reply, SatisfiedForm()), said=said)


def _said_before() -> str:
    return _("You have sent this before; it stands with the tip once.")


def _dialogue(
    request: HttpRequest,
    tip: Tip,
    forms: Forms,
    *,
    sent_form: ReplyForm | SatisfiedForm | None = None,
    said: str = "",
    refusal: DomainError | None = None,
) -> HttpResponse:
    """The page of the dialogue; `sent_form` is the one that was refused."""
    status = status_of(tip)
    context: dict[str, object] = {
        "tip": tip,
        "status": status,
        "heard": following.said_beside(tip, status.answer),
        "reply": forms.reply,
        "judge": forms.judge,
        "form": sent_form,
        "pass": following.pass_for(tip),
        "said": said,
    }
    if refusal is not None:
        return refused(request, DIALOGUE, context, refusal)
    return page(request, DIALOGUE, context, status=422 if sent_form and sent_form.errors else 200)
