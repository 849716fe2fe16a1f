"""Whoever has told something looks it up by the receipt, answers, and says whether the answer satisfies."""

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
from tips.views.public import page, refused

FOLLOW, DIALOGUE = "tips/follow.html", "tips/dialogue.html"
REPLY, CONTENT, NOT_CONTENT = "reply", "content", "not-content"


@require_http_methods(["GET", "POST"])
def tip_follow(request: HttpRequest) -> HttpResponse:
    """The receipt number and the code are asked by a form and stand in no address."""
    if request.method != "POST":
        return page(request, FOLLOW, {"form": LookUpForm()})
    act = sent(request.POST, "act")
    if act not in (REPLY, CONTENT, NOT_CONTENT):
        return _looked_up(request)
    tip = following.tip_of(sent(request.POST, "pass"))
    if tip is None:
        return _asked_again(request)
    return _replied(request, tip) if act == REPLY else _judged(request, tip, is_satisfied=act == CONTENT)


def _looked_up(request: HttpRequest) -> HttpResponse:
    form = LookUpForm(request.POST)
    if not form.is_valid():
        return page(request, FOLLOW, {"form": form}, status=422)
    said = form.cleaned_data
    try:
        tip = following.look_up(said["number"], said["code"], address=address_of(request))
    except DomainError as refusal:
        refuse(form, refusal)
        return refused(request, FOLLOW, {"form": form}, refusal)
    return _dialogue(request, tip, form=ReplyForm(text=said["text"]))


def _asked_again(request: HttpRequest) -> HttpResponse:
    """The page was open for too long; what was written goes along."""
    text = sent(request.POST, "text") or sent(request.POST, "why")
    form = LookUpForm(text=text[:4000])
    said = _("The page was open for too long. Give number and code again; what you have written stays.")
    return page(request, FOLLOW, {"form": form, "said": said}, status=422)


def _replied(request: HttpRequest, tip: Tip) -> HttpResponse:
    form, address = ReplyForm(request.POST, request.FILES), address_of(request)
    form.is_valid()
    try:
        if request.FILES:
            rates.count_look_up(address)
        form.take_photos()
        if form.errors:
            return _dialogue(request, tip, form=form)
        following.reply(tip, form.cleaned_data["text"], form.taken.files, form=form.sent_key, address=address)
    except DomainError as refusal:
        refuse(form, refusal)
        return _dialogue(request, tip, form=form, refusal=refusal)
    return _dialogue(request, tip, said=_("Sent. Whoever deals with it has been told."))


def _judged(request: HttpRequest, tip: Tip, *, is_satisfied: bool) -> HttpResponse:
    form = SatisfiedForm(request.POST)
    if not form.is_valid():
        return _dialogue(request, tip, form=form)
    try:
        why = form.cleaned_data["why"]
        tip = following.say_satisfied(tip, is_satisfied=is_satisfied, why=why, address=address_of(request))
    except DomainError as refusal:
        refuse(form, refusal)
        return _dialogue(request, tip, form=form, refusal=refusal)
    return _dialogue(request, tip, said=_("Thank you. What you have said stands with the tip."))


def _dialogue(
    request: HttpRequest,
    tip: Tip,
    *,
    form: ReplyForm | SatisfiedForm | None = None,
    said: str = "",
    refusal: DomainError | None = None,
) -> HttpResponse:
    """The page of the dialogue; `form` is the one that was sent, where it is shown again."""
    context: dict[str, object] = {
        "tip": tip,
        "status": status_of(tip),
        "heard": tip.dialogue.prefetch_related("photos"),
        "reply": form if isinstance(form, ReplyForm) else ReplyForm(),
        "judge": form if isinstance(form, SatisfiedForm) else SatisfiedForm(),
        "form": form,
        "pass": following.pass_for(tip),
        "said": said,
    }
    if refusal is not None:
        return refused(request, DIALOGUE, context, refusal)
    return page(request, DIALOGUE, context, status=422 if form and form.errors else 200)
