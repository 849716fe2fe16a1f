"""What was issued goes over as it is: number, words, and the files of reports byte for byte."""

import hashlib
import json
import re

from django.db import migrations

NUMBER = re.compile(r"(.*)〔(\d+)〕(\d+)号")
FILES = """
INSERT INTO documents_issuedfile (document_id, kind, content, sha256)
SELECT report.document_id, file.kind, file.content, file.sha256
FROM reports_reportfile AS file JOIN reports_monthlyreport AS report ON report.id = file.report_id ORDER BY file.id
"""


def move_reports(apps, editor):
    reports = apps.get_model("reports", "MonthlyReport").objects.order_by("pk")
    for report in reports.filter(state="ISSUED").defer("snapshot", "profile").select_related("issued_by").iterator(20):
        by = report.issued_by
        given = {"issued_by": by, "issuer_id": by and by.organization_id}
        document = _document(apps, report, "REPORT", report.said or {}, given)
        reports.filter(pk=report.pk).update(document=document)
    editor.execute(FILES, params=None)


def move_circulars(apps, editor):
    """Who issued a circular stood nowhere but in the log."""
    circulars = apps.get_model("reports", "Circular").objects.order_by("pk")
    for circular in circulars.filter(state="ISSUED").iterator(20):
        said = circular.content.pop("document", {})
        document = _document(apps, circular, "CIRCULAR", said, {})
        circulars.filter(pk=circular.pk).update(document=document, content=circular.content)


def _document(apps, row, kind, said, given):
    word, year, sequence = NUMBER.fullmatch(row.number).groups()
    return apps.get_model("documents", "IssuedDocument").objects.create(
        county_id=row.county_id,
        kind=kind,
        series="report",
        word=word,
        year=int(year),
        sequence=int(sequence),
        number=row.number,
        title=said.get("title", ""),
        content=said,
        sha256=hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest(),
        issued_at=row.issued_at,
        **given,
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_papers_point_at_their_document")]

    operations = [migrations.RunPython(move_reports), migrations.RunPython(move_circulars)]
