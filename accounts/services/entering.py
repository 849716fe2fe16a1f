"""Who is there: the person of a session, with the unit and county that nearly every scope asks for."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class Doorkeeper(ModelBackend):
    """Django's own check of name and password; what a page needs of the person comes in one statement."""

    def get_user(self, user_id: int) -> User | None:
        found = User.objects.select_related("organization__county").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None
