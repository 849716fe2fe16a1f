from core.forms import FileForm
from parks.models import Infrastructure, Park


class ParkForm(FileForm):
    class Meta:
        model = Park
        fields = (
            "name",
            "short_name",
            "industries",
            "area_hectares",
            "boundary",
            "recognition_document",
            "recognized_on",
            "recognition_valid_until",
            "plan_approved_on",
            "capacity_assessed_on",
            "risk_grade",
            "risk_score",
            "risk_assessed_on",
            "linked_leader",
            "contact_name",
            "contact_phone",
        )


class InfrastructureForm(FileForm):
    class Meta:
        model = Infrastructure
        fields = (
            "kind",
            "name",
            "status",
            "progress",
            "planned_start",
            "planned_completion",
            "started_on",
            "completed_on",
            "in_use_since",
            "investment",
            "note",
        )
