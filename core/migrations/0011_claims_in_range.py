"""What cameras have claimed beyond any globe or calendar is forgotten; from here on the database refuses it."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models import Q

OUT_OF_RANGE = (
    "UPDATE core_attachment SET claimed_latitude = NULL, claimed_longitude = NULL"
    " WHERE claimed_latitude NOT BETWEEN -90 AND 90 OR claimed_longitude NOT BETWEEN -180 AND 180",
    "UPDATE core_attachment SET claimed_taken_at = NULL"
    " WHERE claimed_taken_at < '1990-01-01 00:00:00' OR claimed_taken_at > '2199-12-31 00:00:00'",
)


class Migration(migrations.Migration):
    dependencies = [("core", "0010_job_failures")]

    operations = [
        *(migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in OUT_OF_RANGE),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=Q(claimed_latitude=None) | Q(claimed_latitude__range=(-90, 90)),
                name="attachment_latitude_on_the_globe",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=Q(claimed_longitude=None) | Q(claimed_longitude__range=(-180, 180)),
                name="attachment_longitude_on_the_globe",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=Q(claimed_taken_at=None)
                | Q(
                    claimed_taken_at__range=(
                        datetime(1990, 1, 1, tzinfo=UTC),
                        datetime(2199, 12, 31, tzinfo=UTC),
                    )
                ),
                name="attachment_taken_in_our_time",
            ),
        ),
    ]
