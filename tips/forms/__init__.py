from tips.forms.batches import BatchEditForm, BatchForm, BatchRowForm
from tips.forms.handling import FORMS, LookForm, StepForm
from tips.forms.lists import TipBatchListForm, TipListForm
from tips.forms.public import LookUpForm, ReplyForm, SatisfiedForm, TipForm

__all__ = [
    "FORMS",
    "BatchEditForm",
    "BatchForm",
    "BatchRowForm",
    "LookForm",
    "LookUpForm",
    "ReplyForm",
    "SatisfiedForm",
    "StepForm",
    "TipBatchListForm",
    "TipForm",
    "TipListForm",
]
