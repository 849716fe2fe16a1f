"""Saved views of the ledger that the people of the made-up county have named."""

from demo.county import County
from rectification.models import SavedView

VIEWS = (
    ("coordinator", "全县逾期", "overdue=true"),
    (
        "coordinator",
        "省级反馈办理中",
        "source=PROV_FEEDBACK&state=RECTIFYING,UNDER_REVIEW",
    ),
    ("coordinator", "重大隐患", "level=MAJOR"),
    ("emergency", "待我局复查", "state=UNDER_REVIEW"),
    ("ecology", "生态环保类逾期", "category=B&overdue=true"),
    ("superior", "督察反馈", "source=INSPECTORATE"),
)


def save_views(county: County) -> None:
    """Name a few views for those who come every day."""
    SavedView.objects.bulk_create(
        SavedView(owner=county.logins[login], name=name, query=query) for login, name, query in VIEWS
    )
