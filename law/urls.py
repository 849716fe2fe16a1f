from collections.abc import Iterator

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from core.views.listing import listed
from law.listings import AMENDMENTS, BASES, CRITERIA, DEFECTS, INSTRUMENTS
from law.states import Shelf
from law.views import amendments, bases, book, clock, defects, rows


class DottedConverter(StringConverter):
    """A code with dots, as LAW.EIA."""

    regex = r"[\w.-]+"


register_converter(DottedConverter, "dotted")
app_name = "law"
PLACES = {
    Shelf.INSTRUMENT: ("instruments", "dotted"),
    Shelf.BASIS: ("bases", "slug"),
    Shelf.CRITERION: ("criteria", "slug"),
}
"""Where the rows of a table stand, and how their numbers look."""


def maintained() -> Iterator[URLPattern]:
    """Of each table the forms of a new row, of a correction and of an end."""
    for shelf, (place, code) in PLACES.items():
        of_table = {"shelf": shelf}
        row = f"law/{place}/<{code}:code>"
        yield path(f"law/{place}/new/", amendments.new_row, of_table, name=f"{shelf}-new")
        yield path(f"{row}/correct/", amendments.correct_row, of_table, name=f"{shelf}-correct")
        yield path(f"{row}/end/", amendments.end_row, of_table, name=f"{shelf}-end")


urlpatterns = [
    path("law/", clock.clock, name="clock"),
    *maintained(),
    path("law/book.xlsx", book.book, name="book-download"),
    path("law/amendments/", listed(AMENDMENTS), name="amendment-list"),
    path("law/amendments/<id:pk>/", amendments.amendment_detail, name="amendment-detail"),
    path("law/defects/", listed(DEFECTS), name="defect-list"),
    path("law/defects/<id:pk>/", defects.defect_detail, name="defect-detail"),
    path("law/criteria/", listed(CRITERIA), name="criterion-list"),
    path("law/criteria/<slug:code>/", rows.criterion_detail, name="criterion-detail"),
    path("law/instruments/", listed(INSTRUMENTS), name="instrument-list"),
    path("law/instruments/<dotted:code>/", rows.instrument_detail, name="instrument-detail"),
    path("law/bases/", listed(BASES), name="basis-list"),
    path("law/bases/<slug:code>/", bases.basis_detail, name="basis-detail"),
]
