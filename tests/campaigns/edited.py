"""The forms that edit rows of campaigns, for `tests/core/test_conflicts.py`."""

from campaigns.forms import CampaignEditForm, ReportEditForm, SharesForm
from tests.core.edit_case import Case
from tests.factories import DayReportFactory, ParticipationFactory


def of_campaign() -> Case:
    row = ParticipationFactory().campaign
    return Case(
        f"{row.get_absolute_url()}edit/", row.opened_by, ("title", "新名称"), ("theme", "新内容"), reason="有误"
    )


def of_shares() -> Case:
    part = ParticipationFactory()
    other = ParticipationFactory(campaign=part.campaign)
    url = f"{part.get_absolute_url()}units/"
    mine, theirs = ((f"unit_{each.organization_id}", number) for each, number in ((part, "12"), (other, "7")))
    return Case(url, part.campaign.opened_by, mine, theirs, reason="调整", other="15")


def of_report() -> Case:
    row = DayReportFactory()
    url = f"{row.get_absolute_url()}edit/"
    return Case(url, row.reported_by, ("note", "另查一家"), ("checked", "8"), reason="漏报")


EDITED = {CampaignEditForm: of_campaign, SharesForm: of_shares, ReportEditForm: of_report}
