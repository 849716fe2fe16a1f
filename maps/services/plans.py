"""园区图入档: a drawing, a page of a PDF or a boundary becomes the plan of a park as of a day."""

from collections.abc import Sequence
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import bounded
from core.bounded import RefusedError
from core.errors import DomainError
from core.models import Attachment
from core.services import attachments, editing, stored_files, uploads
from core.states import AttachmentKind
from maps.models import Plan
from maps.rules.boundary import Boundary
from maps.services import placing
from maps.states import PlanKind

FIRST_PAGE = 1


def file_drawing(
    plan: Plan, files: Sequence[Attachment], *, actor: User, names: Sequence[str], takes_over: bool
) -> Plan:
    """Put a drawing on file, with what stood on the one before where asked. Raises DomainError; then nothing is."""
    editing.refuse_reader(actor)
    attachments.refuse_used(files, actor, field="drawing")
    if len(files) != 1:
        raise DomainError(_("Hand in one drawing: a picture or a PDF."), "drawing")
    with stored_files.all_or_none(), transaction.atomic():
        plan.kind, plan.file = PlanKind.DRAWING, files[0]
        plan.picture = _picture(files[0], plan, actor)
        plan.width, plan.height = Decimal(plan.picture.width or 0), Decimal(plan.picture.height or 0)
        earlier = Plan.objects.filter(park=plan.park, kind=PlanKind.DRAWING).newest_first().first()
        added = editing.add(plan, actor=actor, names=names)
        uploads.release(files)
        if takes_over and earlier is not None:
            placing.take_over(added, earlier)
    return added


def _picture(file: Attachment, plan: Plan, actor: User) -> Attachment:
    """The picture itself, or the page that was chosen of a PDF."""
    if file.is_image:
        plan.page = None
        return file
    if file.extension != "pdf":
        raise DomainError(_("Hand in one drawing: a picture or a PDF."), "drawing")
    plan.page = plan.page or FIRST_PAGE
    try:
        drawn: bytes = bounded.run("core.bounded.pdf_pages:draw", file.file.path, plan.page)
    except RefusedError as refused:
        raise DomainError(str(refused), "page") from refused
    return attachments.store(ContentFile(drawn, "page.png"), kind=AttachmentKind.DOCUMENT, uploader=actor)


@transaction.atomic
def file_boundary(plan: Plan, geojson: str, *, actor: User, names: Sequence[str]) -> Plan:
    """Put a boundary on file. Raises DomainError about the GeoJSON or NotKeeperError; then nothing is."""
    editing.refuse_reader(actor)
    try:
        found: Boundary = bounded.run("maps.rules.boundary:read", geojson)
    except RefusedError as refused:
        raise DomainError(str(refused), "geojson") from refused
    plan.kind, plan.rings = PlanKind.BOUNDARY, found.rings
    plan.width, plan.height = Decimal(str(found.width)), Decimal(str(found.height))
    return editing.add(plan, actor=actor, names=names)
