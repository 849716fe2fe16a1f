"""Progress and postings are only ever added to."""

from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("parks", "0007_progress_began")]
    operations = [append_only("parks_infrastructureprogress"), append_only("parks_quotaposting")]
