from django.http import Http404
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from core.addresses import may_watch


class KnownAddressOrPerson(BasePermission):
    """How the API looks inside is told to people with an account and to configured addresses (security S58)."""

    def has_permission(self, request: Request, view: object) -> bool:
        if not may_watch(request) and not request.user.is_authenticated:
            raise Http404
        return True
