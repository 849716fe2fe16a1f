from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a hazard source is bounded as: by isolation valves, or as a tank farm or warehouse (GB 18218-2018, 3)."""

    PRODUCTION = "PRODUCTION", _("Production unit")
    STORAGE = "STORAGE", _("Storage unit")


class SourceState(models.TextChoices):
    """Whether a hazard source is there: one that is removed has been taken off the file (核销)."""

    IN_USE = "IN_USE", _("In use")
    STOPPED = "STOPPED", _("Stopped, substances still there")
    REMOVED = "REMOVED", _("Removed from the file")


class HazardLevel(models.IntegerChoices):
    """The level of a major hazard source, 1 the worst (GB 18218-2018)."""

    FIRST = 1, _("Level 1")
    SECOND = 2, _("Level 2")
    THIRD = 3, _("Level 3")
    FOURTH = 4, _("Level 4")


class Post(models.TextChoices):
    """What a key person of an enterprise is responsible for (AQ 3067-2026, 5.1)."""

    PRINCIPAL = "PRINCIPAL", _("Principal")
    DEPUTY_PRODUCTION = "DEPUTY_PRODUCTION", _("Deputy for production")
    DEPUTY_EQUIPMENT = "DEPUTY_EQUIPMENT", _("Deputy for equipment")
    DEPUTY_TECHNOLOGY = "DEPUTY_TECHNOLOGY", _("Deputy for technology")
    DEPUTY_SAFETY = "DEPUTY_SAFETY", _("Deputy for safety")
    SAFETY_STAFF = "SAFETY_STAFF", _("Full-time safety staff")
    OPERATOR = "OPERATOR", _("Operator of a hazard source or key process")
    SPECIAL_WORKER = "SPECIAL_WORKER", _("Special-operation worker")


class Education(models.TextChoices):
    """The highest education, from the lowest on."""

    JUNIOR = "JUNIOR", _("Junior secondary or less")
    VOCATIONAL = "VOCATIONAL", _("Secondary vocational")
    SENIOR = "SENIOR", _("Senior secondary")
    COLLEGE = "COLLEGE", _("Junior college")
    BACHELOR = "BACHELOR", _("Bachelor")
    MASTER = "MASTER", _("Master or more")


class Major(models.TextChoices):
    """The kind of what was studied."""

    CHEMICAL = "CHEMICAL", _("Chemistry or chemical engineering")
    SAFETY = "SAFETY", _("Safety science")
    OTHER = "OTHER", _("Another field of study")


class Title(models.TextChoices):
    """A professional title, from the lowest on as far as chemistry goes."""

    OTHER = "OTHER", _("Another title")
    CHEMICAL_JUNIOR = "CHEMICAL_JUNIOR", _("Chemical, junior")
    CHEMICAL_MIDDLE = "CHEMICAL_MIDDLE", _("Chemical, intermediate")
    CHEMICAL_SENIOR = "CHEMICAL_SENIOR", _("Chemical, senior")


class CertificateKind(models.TextChoices):
    """A certificate of a person."""

    MANAGEMENT = "MANAGEMENT", _("Safety knowledge and management ability assessed")
    SPECIAL_WORK = "SPECIAL_WORK", _("Special operations")
    SAFETY_ENGINEER = "SAFETY_ENGINEER", _("Certified safety engineer")
    OTHER = "OTHER", _("Another certificate")


class Duty(models.TextChoices):
    """For what a guarantor of a major hazard source answers (AQ 3072-2026; before it 应急厅〔2021〕12号)."""

    PRINCIPAL = "PRINCIPAL", _("Principal guarantor")
    TECHNICAL = "TECHNICAL", _("Technical guarantor")
    OPERATING = "OPERATING", _("Operating guarantor")


class PlanKind(models.TextChoices):
    """Against what an emergency plan is made."""

    SAFETY = "SAFETY", _("Work safety accidents")
    ENVIRONMENT = "ENVIRONMENT", _("Environmental emergencies")


class DrillKind(models.TextChoices):
    """What a drill trains (应急管理部令2号)."""

    COMPREHENSIVE = "COMPREHENSIVE", _("Comprehensive plan")
    SPECIAL = "SPECIAL", _("Special plan")
    ON_SITE = "ON_SITE", _("On-site response")
    ENVIRONMENT = "ENVIRONMENT", _("Environmental emergency")


class PlaceKind(models.TextChoices):
    """A place in which no more people may be at once (AQ 3067-2026, 5.7.4)."""

    ABNORMAL_JOB = "ABNORMAL_JOB", _("Job at an abnormal state")
    FINE_BUILDING = "FINE_BUILDING", _("High-risk fine-chemical building")


class ShortfallKind(models.TextChoices):
    """Of what the engine of safety says that it falls short."""

    GUARANTOR = "GUARANTOR", _("Duty of a guarantor not performed")
    PERSON = "PERSON", _("Key person below what the post asks")
    CROWD = "CROWD", _("More people in a place than may be there")
