from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from documents.states import FileKind
from reports.models import MonthlyReport


class ReportSerializer(serializers.ModelSerializer):
    """A monthly report: its figures, whose hash says that it is the same month, and where its files are."""

    park_name = serializers.CharField(source="park.name", default=None, read_only=True)
    county_name = serializers.CharField(source="county.name", read_only=True)
    number = serializers.CharField(read_only=True)
    issued_at = serializers.DateTimeField(read_only=True, allow_null=True)
    figures = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField()

    class Meta:
        model = MonthlyReport
        fields = (
            "id",
            "period",
            "county",
            "county_name",
            "park",
            "park_name",
            "edition",
            "state",
            "version",
            "number",
            "snapshot_sha256",
            "correction_reason",
            "built_at",
            "reviewed_at",
            "approved_at",
            "issued_at",
            "figures",
            "files",
        )

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "integer"}})
    def get_figures(self, report: MonthlyReport) -> dict[str, int]:
        return report.snapshot["figures"]

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "format": "uri-reference"}})
    def get_files(self, report: MonthlyReport) -> dict[str, object]:
        return {str(kind): reverse("reports:report-file", args=[report.pk, kind]) for kind in FileKind}
