from django.db import migrations

from core.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_logins_and_tries")]

    operations = [append_only("accounts_accountevent")]
