"""What has been issued can't be changed or deleted, whoever asks the database (V16, V19)."""

from django.db import migrations

POSTGRESQL = (
    """
    CREATE FUNCTION reports_issued_stays() RETURNS trigger AS $$
    BEGIN
        RAISE EXCEPTION 'an issued report does not change' USING ERRCODE = 'restrict_violation';
    END;
    $$ LANGUAGE plpgsql
    """,
    "CREATE TRIGGER reports_report_issued BEFORE UPDATE OR DELETE ON reports_monthlyreport "
    "FOR EACH ROW WHEN (OLD.state = 'ISSUED') EXECUTE FUNCTION reports_issued_stays()",
    "CREATE TRIGGER reports_file_issued BEFORE UPDATE OR DELETE ON reports_reportfile "
    "FOR EACH ROW EXECUTE FUNCTION reports_issued_stays()",
)
SQLITE = tuple(
    f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} {when} "
    "BEGIN SELECT RAISE(ABORT, 'an issued report does not change'); END"
    for table, when in (("reports_monthlyreport", "WHEN OLD.state = 'ISSUED'"), ("reports_reportfile", ""))
    for act in ("UPDATE", "DELETE")
)
BACK = {
    "postgresql": (
        "DROP TRIGGER reports_report_issued ON reports_monthlyreport",
        "DROP TRIGGER reports_file_issued ON reports_reportfile",
        "DROP FUNCTION reports_issued_stays()",
    ),
    "sqlite": tuple(
        f"DROP TRIGGER {table}_{act}"
        for table in ("reports_monthlyreport", "reports_reportfile")
        for act in ("update", "delete")
    ),
}


def protect(apps, editor):
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


def release(apps, editor):
    for statement in BACK[editor.connection.vendor]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(protect, release)]
