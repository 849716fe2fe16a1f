from meetings.forms.duties import AnswerForm, DutyForm, DutyListForm, ReportForm
from meetings.forms.meetings import MeetingEditForm, MeetingForm
from meetings.forms.since import SinceForm

__all__ = ["AnswerForm", "DutyForm", "DutyListForm", "MeetingEditForm", "MeetingForm", "ReportForm", "SinceForm"]
