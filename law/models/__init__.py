from law.models.amendments import Amendment, AmendmentLine
from law.models.bases import Basis
from law.models.criteria import Criterion
from law.models.defects import DefectivePaper
from law.models.instruments import Instrument

__all__ = ["Amendment", "AmendmentLine", "Basis", "Criterion", "DefectivePaper", "Instrument"]
