from itertools import groupby

from django.db import migrations
from django.db.models import Exists, F, OuterRef

SUPERIORS = ("INSPECTORATE", "PROV_FEEDBACK", "CITY_ASSIGNED")
AT_ONCE = 1000


def place(apps, schema_editor):
    """Give the sources of before their lists, and their places in the order in which the lists had them.

    What came over from an item that was merged has no place: its row is the one of that item.
    """
    Source = apps.get_model("inspections", "FindingSource")
    SuperiorList = apps.get_model("inspections", "SuperiorList")
    same = Source.objects.filter(
        finding__item__merged_into__finding=OuterRef("finding"),
        finding__item__state="VOID",
        kind=OuterRef("kind"),
        list_title=OuterRef("list_title"),
        number=OuterRef("number"),
    )
    rows = Source.objects.filter(kind__in=SUPERIORS, superior_list=None, finding__county__isnull=False)
    rows = rows.annotate(is_copy=Exists(same)).order_by(
        "finding__county",
        "kind",
        "list_title",
        F("imported_row__batch").asc(nulls_first=True),
        F("imported_row__row").asc(nulls_first=True),
        "added_at",
        "pk",
    )
    told = rows.values_list("finding__county", "kind", "list_title", "pk", "is_copy")
    for (county, kind, title), group in groupby(told.iterator(AT_ONCE), key=lambda row: row[:3]):
        one, _is_new = SuperiorList.objects.get_or_create(county_id=county, kind=kind, title=title)
        places, copies = [], []
        for *_named, key, is_copy in list(group):
            (copies if is_copy else places).append(key)
        for start in range(0, len(copies), AT_ONCE):
            Source.objects.filter(pk__in=copies[start : start + AT_ONCE]).update(superior_list=one)
        for start in range(0, len(places), AT_ONCE):
            part = places[start : start + AT_ONCE]
            placed = [Source(pk=key, superior_list=one, position=start + n) for n, key in enumerate(part, 1)]
            Source.objects.bulk_update(placed, ["superior_list", "position"])


class Migration(migrations.Migration):
    dependencies = [
        ("superiors", "0001_papers_about_lists"),
        ("rectification", "0022_measures_of_plans"),
    ]

    operations = [migrations.RunPython(place, migrations.RunPython.noop)]
