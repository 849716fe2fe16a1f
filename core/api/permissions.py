from typing import Any

from django.conf import settings
from django.http import Http404
from rest_framework.permissions import BasePermission
from rest_framework.request import Request


class KnownAddressOrPerson(BasePermission):
    """How the API looks inside is told to people with an account and to configured addresses (security S58)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        # A server always tells the address; without one it was called from within the process.
        address = request.META.get("REMOTE_ADDR")
        known = address is None or address in settings.METRICS_ADDRESSES
        if not known and not request.user.is_authenticated:
            raise Http404
        return True
