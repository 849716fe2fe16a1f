"""Uploads are served only through the scope check (security S42)."""

import logging
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.models import Attachment
from core.requests import SignedInRequest
from core.views import errors

logger = logging.getLogger(__name__)


@require_safe
@login_required
def attachment_file(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """A photo inline as JPEG, all else as a download; never anything a browser would run."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), public_id=public_id)
    try:
        return served(attachment, thumbnail="thumb" in request.GET)
    except FileNotFoundError:
        return errors.file_missing(request)


def served(attachment: Attachment, *, thumbnail: bool) -> HttpResponseBase:
    """The bytes of a file that the asker may see; raises FileNotFoundError where the disk no longer has it."""
    wants_thumbnail = thumbnail and bool(attachment.thumbnail)
    try:
        response = body_of(attachment.thumbnail if wants_thumbnail else attachment.file)
    except FileNotFoundError:
        logger.error("The file of an attachment is missing: %s", attachment.file.name)
        raise
    response.headers["Content-Type"] = attachment.content_type
    disposition = content_disposition_header(not attachment.is_image, attachment.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def body_of(file: FieldFile) -> HttpResponseBase:
    """The bytes of a stored file, by the proxy where there is one."""
    if settings.X_ACCEL_REDIRECT:
        return HttpResponse(headers={"X-Accel-Redirect": f"/protected-media/{file.name}"})
    return FileResponse(file.open("rb"))
