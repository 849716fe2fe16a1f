from parks.panels.park import PARTS

__all__ = ["PARTS"]
