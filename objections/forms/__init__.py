from objections.forms.answering import VerdictForm
from objections.forms.lists import ObjectionListForm
from objections.forms.raising import ObjectForm

__all__ = ["ObjectForm", "ObjectionListForm", "VerdictForm"]
