"""One door for foreign files: whatever is opened is read by a child with limits of memory and time (security S68).

Photo, PDF, Word, Excel and the import go through `run`. The child reads and judges; it returns plain values or
raises RefusedError, and the caller checks the values against the columns before it writes a row.
"""

from core.bounded.readers import ask, run
from core.bounded.refusals import RefusedError

__all__ = ["RefusedError", "ask", "run"]
