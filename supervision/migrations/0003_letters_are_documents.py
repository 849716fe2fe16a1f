"""What each letter said when it was issued, its number and its hash go over as they are."""

from django.db import migrations

KEPT = (
    "county_id",
    "kind",
    "word",
    "year",
    "sequence",
    "number",
    "sha256",
    "issued_by_id",
    "issued_at",
    "voided_by_id",
    "voided_at",
    "void_reason",
)


def move(apps, editor):
    Document = apps.get_model("documents", "IssuedDocument")
    letters = apps.get_model("supervision", "SupervisionLetter").objects.order_by("pk")
    for letter in letters.select_related("issued_by").iterator(200):
        document = Document.objects.create(
            series="letter",
            issuer_id=letter.issued_by.organization_id,
            title=letter.frozen.get("title", ""),
            content=letter.frozen,
            **{name: getattr(letter, name) for name in KEPT},
        )
        letters.filter(pk=letter.pk).update(document=document)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_letters_point_at_their_document")]

    operations = [migrations.RunPython(move)]
