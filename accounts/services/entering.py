"""Who comes in and who is there: the person of a session, with the unit and county that nearly every scope asks for."""

from datetime import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.services import logins, second_factor, tries
from core.addresses import address_of
from core.services import log

if TYPE_CHECKING:
    from django.http import HttpRequest


class Doorkeeper(ModelBackend):
    """Asks for the password at every door; what a page needs of the person comes in one statement.

    A wrong name, a wrong password, a locked and an ended account take the same way, and so the same time (S05).
    """

    def authenticate(
        self, request: "HttpRequest | None", username: str | None = None, password: str | None = None, **more: object
    ) -> User | None:
        if username is None or password is None:
            return None
        return opened(username, password, **caller(request))

    def get_user(self, user_id: int) -> User | None:
        found = person_with_unit(user_id)
        return found if found is not None and self.user_can_authenticate(found) else None


def caller(request: "HttpRequest | None") -> dict[str, str]:
    """From which address and known device somebody knocks; nothing where no browser stands behind it."""
    if request is None:
        return {}
    return {"address": address_of(request), "device": request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE_NAME, "")}


def opened(username: str, password: str, *, address: str = "", device: str = "") -> User | None:
    """The person whose account this password opens; every door counts its tries here."""
    tried = tries.begin(username, address=address, device=device)
    person = _people().filter(username=username).first()
    if fits(person if tried.is_open else None, password) and person is not None and may_enter(person):
        (tries.take_back if person.has_second_factor else tries.forgive)(tried)
        return person
    tries.note_failure(tried, person)
    return None


def code_opens(person: User, code: str, *, address: str = "", device: str = "") -> bool:
    """Whether this is the person's code of the moment or a recovery code; counted like a password (S04)."""
    tried = tries.begin(person.username, address=address, device=device)
    if tried.is_open and person.is_active and second_factor.accepts(person, code):
        tries.forgive(tried)
        return True
    tries.note_failure(tried, person, of_code=True)
    return False


def proves(person: User, *, password: str, code: str, **knocks: str) -> bool:
    """Whether the person who is logged in is still there: the code where one is given, else the password (S70)."""
    if code and person.has_second_factor:
        return code_opens(person, code, **knocks)
    return opened(person.username, password, **knocks) is not None


def person_with_unit(pk: int) -> User | None:
    """Somebody by key, as the doors need him."""
    return _people().filter(pk=pk).first()


def _people() -> QuerySet[User]:
    return User.objects.select_related("organization__county", "second_factor").defer("second_factor__seed")


def fits(person: User | None, password: str) -> bool:
    """Whether it is the person's password; without a person it takes as long to say no."""
    if person is None:
        User().set_password(password)
        return False
    return person.check_password(password)


def may_enter(person: User) -> bool:
    """Whether the right password opens the account: it is active and in use."""
    if person.is_active and person.is_unused:
        end_unused(person)
    return person.is_active


@transaction.atomic
def end_unused(person: User) -> None:
    """End an account that nobody has used for too long; it comes back by two administrators."""
    person.is_active = False
    if User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        log.record("account.unused", person, actor=None)
        logins.end_all(person)


END_UNUSED = "accounts.end_unused"
NIGHT = time(3, 10)


def end_all_unused() -> int:
    """Every night: the accounts that nobody has used for too long; answers how many."""
    unused = [person for person in User.objects.active() if person.is_unused]
    for person in unused:
        end_unused(person)
    return len(unused)
