"""The columns of an item: who reads each, what is known of its past, where the API answers it, how it is corrected.

A text of the item and nothing more is declared here too, so that another one is added in this module.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Classified, Read, Readers


class PlainColumns(Read):
    """What an item says as a text: no rule, no step and no other table asks it."""

    requirement = models.TextField(_("Requirement"), blank=True)
    measures = models.TextField(_("Measures"), blank=True)
    responsible_person = models.CharField(_("Responsible person"), max_length=120, blank=True)
    funds = models.CharField(_("Funds"), max_length=120, blank=True)
    contingency_plan = models.TextField(_("Contingency plan"), blank=True)
    work_done = models.TextField(_("Work done"), blank=True)
    funds_spent = models.CharField(_("Funds spent"), max_length=120, blank=True)
    void_reason = models.TextField(_("Reason for voiding"), blank=True)

    class Meta(Read.Meta):
        abstract = True


READERS = Readers(
    public=(
        "number county finding origin title level category park enterprise project found_on state version "
        "supervision_level lead_organization assigned_by_organization assigned_at deadline "
        "original_deadline suspended_days deadline_derivation undated_kind next_confirmation_on measures mode "
        "work_done "
        "stage_share stage_next_on submitted_by_organization submitted_on passed_on publicity_until closed_at ended_at "
        "round sign_off_chain sign_offs_done due_signer registered_by_organization registered_at assisting"
    ),
    unit=(
        "requirement assigned_by responsible_person funds contingency_plan funds_spent "
        "registered_by void_proposed_by pass_proposed_by awaited_officer"
    ),
    officials="void_reason",
    scoped="merged_into rebound_of found_looking_back_at",
    nobody="rectifier_ids reviewer_ids",
)

KEPT = Classified(
    history=(
        "lead_organization deadline original_deadline suspended_days deadline_derivation undated_kind "
        "next_confirmation_on supervision_level requirement measures responsible_person funds contingency_plan mode "
        "work_done funds_spent "
        "stage_share stage_next_on submitted_on passed_on publicity_until round rectifier_ids reviewer_ids "
        "sign_off_chain sign_offs_done "
        "pass_proposed_by awaited_officer void_proposed_by void_reason merged_into title level category park "
        "enterprise project found_on"
    ),
    standing="state ended_at assigned_by_organization",
    once=(
        "number county finding origin rebound_of found_looking_back_at registered_by registered_by_organization "
        "registered_at"
    ),
    present="version assisting assigned_by assigned_at submitted_by_organization closed_at due_signer",
)
"""What is known of how a column was: each change in the history of the item; how it stood (`Standing`) alone;
nothing, because it is written once; nothing but the present. What the history keeps and a `Standing` has no
column for is taken back through the history where the past is shown; what the past is filtered or sorted by
needs a column there."""

ANSWERED = Classified(
    list=(
        "number version state level title category park enterprise project finding lead_organization assisting "
        "found_on origin deadline original_deadline undated_kind next_confirmation_on supervision_level mode "
        "stage_share suspended_days"
    ),
    detail=(
        "requirement measures responsible_person funds contingency_plan work_done funds_spent submitted_on "
        "passed_on publicity_until closed_at round deadline_derivation merged_into rebound_of found_looking_back_at "
        "stage_next_on"
    ),
    nowhere=(
        "county assigned_by assigned_by_organization assigned_at submitted_by_organization ended_at rectifier_ids "
        "reviewer_ids sign_off_chain sign_offs_done due_signer pass_proposed_by awaited_officer void_proposed_by "
        "void_reason registered_by registered_by_organization registered_at"
    ),
)
"""Where the API answers a column (`rectification/serializers/items.py`)."""

CORRECTED = Classified(
    with_finding="title level category park enterprise project found_on",
    alone="",
    proposed="lead_organization deadline undated_kind requirement",
    by_steps=(
        "number county finding origin state version supervision_level assisting assigned_by assigned_by_organization "
        "assigned_at original_deadline suspended_days deadline_derivation next_confirmation_on measures "
        "responsible_person funds "
        "contingency_plan mode stage_share stage_next_on work_done funds_spent submitted_by_organization submitted_on "
        "passed_on publicity_until closed_at ended_at round rectifier_ids reviewer_ids sign_off_chain sign_offs_done "
        "due_signer pass_proposed_by awaited_officer void_proposed_by void_reason merged_into rebound_of "
        "found_looking_back_at registered_by registered_by_organization registered_at"
    ),
)
"""How a column is corrected (`rectification/services/correction.py`): together with the same one of its finding; in the
item alone; while it is only proposed, before the assignment; never, it moves by steps."""
