"""The rows that stand in the file of an enterprise: put on file and changed, one way for all of them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.fields import Scoped, scoped
from core.forms import FileForm
from core.requests import SignedInRequest
from core.services import editing
from core.views.editing import create, edit
from core.views.privacy import personal_data
from enterprises.models import Enterprise
from safety.forms import CertificateForm
from safety.models import Certificate, KeyPerson
from safety.services import keeping

Page = Callable[..., HttpResponseBase]
OF_PERSONS = (KeyPerson, Certificate)
both = require_http_methods(["GET", "POST"])


def added(model: type[models.Model], form: type[FileForm], *, title: str | Promise, tab: str) -> Page:
    """The page on which a row of an enterprise is put on file."""

    def page(request: SignedInRequest, pk: int) -> HttpResponse:
        enterprise = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
        back = f"{enterprise.get_absolute_url()}?tab={tab}"
        row, said = model(enterprise=enterprise), str(title) % {"name": enterprise.label}
        return create(request, row, form, title=said, back=back, write=keeping.add)

    return _door(page, model)


def changed(model: type[models.Model], form: type[FileForm], *along: str) -> Page:
    """The page on which a row is changed; `along` are the relations that come with it."""
    rows: Scoped[Any] = scoped(model)

    def page(request: SignedInRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(rows.visible_to(request.user).select_related(*along), pk=pk)
        write = editing.change if isinstance(row, Certificate) else keeping.change
        return edit(request, row, form, title=_("Edit %(name)s") % {"name": row}, write=write)

    return _door(page, model)


def _door(page: Page, model: type[models.Model]) -> Page:
    """For whoever is signed in; what shows data of persons is kept nowhere."""
    shown = personal_data(page) if model in OF_PERSONS else page
    return login_required(both(shown))


@login_required
@both
@personal_data
def certificate_create(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(KeyPerson.objects.visible_to(request.user).select_related("enterprise"), pk=pk)
    title = _("Add a certificate of %(name)s") % {"name": person.name}
    back = f"{person.enterprise.get_absolute_url()}?tab=key-people"
    return create(request, Certificate(person=person), CertificateForm, title=title, back=back)
