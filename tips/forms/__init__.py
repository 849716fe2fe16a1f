from tips.forms.handling import FORMS, LookForm, StepForm
from tips.forms.lists import TipListForm
from tips.forms.public import LookUpForm, ReplyForm, SatisfiedForm, TipForm

__all__ = ["FORMS", "LookForm", "LookUpForm", "ReplyForm", "SatisfiedForm", "StepForm", "TipForm", "TipListForm"]
