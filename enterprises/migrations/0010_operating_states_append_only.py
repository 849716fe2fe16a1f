"""What an enterprise was is only ever added to."""

from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0009_states_begin_with_the_file")]
    operations = [append_only("enterprises_operatingchange")]
