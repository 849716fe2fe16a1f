"""Of each act that a kind of paper certifies at most one paper is valid; the new column is as frozen as the others."""

from django.db import migrations, models

from core.append_only import changed_once

OF = ("documents", "IssuedDocument", "voided_at", "voided_by_id", "void_reason")


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_document_by_number")]

    operations = [
        changed_once(*OF, no_more=True),
        migrations.AddField(
            model_name="issueddocument", name="act", field=models.CharField(blank=True, default="", max_length=60)
        ),
        migrations.AddConstraint(
            model_name="issueddocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None), models.Q(("act", ""), _negated=True)),
                fields=("kind", "about", "act"),
                name="document_one_valid",
            ),
        ),
        changed_once(*OF),
    ]
