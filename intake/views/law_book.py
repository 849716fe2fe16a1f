"""依据库工作簿: a changed catalogue comes back, is shown row by row, and becomes one change for two persons."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core import bounded
from core.bounded import RefusedError
from core.errors import DomainError
from core.forms import refuse
from core.requests import SignedInRequest
from intake.forms.law_book import LawBookForm
from intake.imports import law_book
from intake.imports.law_book import LawBook
from law.models import Amendment
from law.services import amending
from law.services.amending import Source, UnfitRowsError

MOST_ERRORS = 200
EXAMINE = "core.bounded.files:examine"


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Take a workbook: all of it is drawn up as one change, or nothing and each fault is told at its cell."""
    if not request.user.keeps_law:
        raise Http404
    form = LawBookForm(request.POST or None, request.FILES or None)
    book = _read(form) if form.is_valid() else None
    if book is None:
        return render(request, "intake/law_book.html", {"form": form}, status=422 if form.is_bound else 200)
    drawn_up = None if book.errors else _drawn_up(form, book, request.user)
    if drawn_up:
        messages.success(request, _("Drawn up; %(n)s rows are as on file.") % {"n": book.unchanged})
        return redirect(drawn_up)
    shown: dict[str, object] = {"form": form, "book": book, "errors": book.errors[:MOST_ERRORS]}
    shown["counts"] = law_book.counted(book.changed)
    return render(request, "intake/law_book.html", shown, status=422)


def _read(form: LawBookForm) -> LawBook | None:
    """The workbook against what is on file; None where it can't be read, and the form says why."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "law.xlsx"
        _write(form.cleaned_data["file"], path)
        try:
            bounded.run(EXAMINE, str(path), "xlsx")
            return law_book.read(path)
        except RefusedError as refused:
            form.add_error("file", str(refused))
    return None


def _write(file: UploadedFile, path: Path) -> None:
    with path.open("wb") as out:
        out.writelines(file.chunks())


def _drawn_up(form: LawBookForm, book: LawBook, actor: User) -> Amendment | None:
    given = {name: form.cleaned_data[name] for name in ("source", "read_at", "read_on")}
    source = Source(**given, file_name=form.cleaned_data["file"].name[:200])
    try:
        return amending.draft(book.wanted, source, actor=actor)
    except UnfitRowsError as refusal:
        book.refuse(refusal)
    except DomainError as refusal:
        refuse(form, refusal)
    return None
