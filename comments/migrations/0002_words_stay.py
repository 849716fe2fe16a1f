"""What was said is not changed; it is withdrawn once."""

from django.db import migrations

from core.append_only import changed_once


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]
    operations = [changed_once("comments", "Comment", "withdrawn_at")]
