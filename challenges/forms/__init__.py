from challenges.forms.answering import AnswerForm
from challenges.forms.lists import ChallengeListForm, PeriodForm
from challenges.forms.raising import ChallengeForm
from challenges.forms.steps import STEP_FORMS, ReasonForm, SuspendForm

__all__ = ["STEP_FORMS", "AnswerForm", "ChallengeForm", "ChallengeListForm", "PeriodForm", "ReasonForm", "SuspendForm"]
