from django.db import models
from django.utils.translation import gettext_lazy as _


class InstrumentKind(models.TextChoices):
    """What an instrument is, in its legal order (INSTRUMENT_KIND of the vocabularies)."""

    LAW = "law", _("Law")
    REGULATION = "regulation", _("Administrative regulation")
    RULE = "rule", _("Ministry rule")
    STANDARD = "standard", _("Standard")
    DOCUMENT = "document", _("Normative document")


class SubjectKind(models.TextChoices):
    """Of which catalogue the subject of a basis is."""

    CATEGORY = "category", _("Problem category")
    CHECKLIST_ITEM = "checklist_item", _("Checklist row")
    PERMIT_KIND = "permit_kind", _("Permit kind")
    VIOLATION = "violation", _("Violation code")
    CRITERION = "criterion", _("Major hazard criterion")


class Confirmed(models.TextChoices):
    """How sure the row is: whether somebody has read the text itself (R11, 4)."""

    YES = "yes", _("Checked against the text")
    SECOND_HAND = "second-hand", _("Second-hand")
    NO = "no", _("Not checked")


class AmendmentState(models.TextChoices):
    """How far a change of the catalogue has come."""

    DRAFT = "DRAFT", _("Being drawn up")
    PROPOSED = "PROPOSED", _("Waits for the second person")
    CONFIRMED = "CONFIRMED", _("Entered")
    DECLINED = "DECLINED", _("Not entered")
    DROPPED = "DROPPED", _("Withdrawn")


class Shelf(models.TextChoices):
    """Of which table of the catalogue a row is."""

    INSTRUMENT = "instrument", _("Instrument")
    BASIS = "basis", _("Legal basis")
    CRITERION = "criterion", _("Major hazard criterion")


class Change(models.TextChoices):
    """What becomes of a row: nothing is deleted, a correction is the end of the old row and a new one (R11, 8)."""

    NEW = "new", _("New row")
    END = "end", _("End of a row")
    CORRECT = "correct", _("End and new row")


class Verdict(models.TextChoices):
    """What the legal reviewer says of a paper that cites what had ended."""

    STANDS = "STANDS", _("Stands: the old law is told, not relied on")
    CORRECT = "CORRECT", _("To be corrected")
    REISSUE = "REISSUE", _("To be voided and issued anew")
