from django.http import HttpRequest

from notices.models import Notice


def unread(request: HttpRequest) -> dict[str, int]:
    """How many notices wait to be read, for the bell on every page."""
    if getattr(request, "user", None) is None or not request.user.is_authenticated:
        return {}
    return {"unread_notices": Notice.objects.visible_to(request.user).unread().count()}
