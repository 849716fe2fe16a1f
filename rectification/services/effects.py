"""What each step of the workflow writes on the item; the state itself is written by `advance` alone."""

from collections.abc import Callable

from accounts.models import User
from rectification.models import Item
from rectification.services import assigning, closing, extending, rectifying, reviewing, supervising, voiding
from rectification.workflow import Given

Effect = Callable[[Item, User, Given], None]

EFFECTS: dict[str, Effect] = {
    "assign": assigning.assign,
    "decline": assigning.decline,
    "accept": rectifying.accept,
    "approve-plan": rectifying.approve_plan,
    "reject-plan": rectifying.reject_plan,
    "confirm": rectifying.confirm,
    "submit": rectifying.submit,
    "fail": reviewing.fail,
    "propose-pass": reviewing.propose_pass,
    "pass": reviewing.pass_review,
    "confirm-pass": reviewing.confirm_pass,
    "publish": closing.publish,
    "sign-off": closing.sign_off,
    "return": closing.send_back,
    "look-back": closing.look_back,
    "extend": extending.ask,
    "decide-extension": extending.decide,
    "supervise": supervising.supervise,
    "void": voiding.propose,
    "decide-void": voiding.decide,
}
