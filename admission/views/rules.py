"""准入规则: the rule sheet of a park, written as the other entries of its file."""

from django.utils.translation import gettext_lazy as _

from admission.forms.filing import AdmissionRuleForm
from admission.models import AdmissionRule
from parks.views.entries import adding, changing

rule_create = adding(AdmissionRule, AdmissionRuleForm, _("Add an admission rule"))
rule_edit = changing(AdmissionRule, AdmissionRuleForm)
