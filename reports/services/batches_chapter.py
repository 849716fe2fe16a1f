"""上级交办信访件 in the monthly report: the batches of the month, what was found, how far they were at its cut-off."""

from collections.abc import Iterator

from documents.blocks import Block, Paragraph
from reports.services.writer import Writer
from tips.services.batch_counts import BATCHES, NO_VERDICT, ROWS
from tips.states import DoneKind, TipState, Verdict

VERDICTS = (
    ("属实", Verdict.TRUE),
    ("部分属实", Verdict.PARTLY),
    ("不属实", Verdict.UNTRUE),
    ("尚无结论", NO_VERDICT),
)
PROGRESS = (
    ("已办结", DoneKind.DONE),
    ("阶段性办结", DoneKind.STAGED),
    ("正在办理", DoneKind.GOING),
    ("待受理", TipState.RECEIVED),
    ("已转交", TipState.HANDED_OVER),
)


def batches(writer: Writer) -> Iterator[Block]:
    """Nothing where no batch came in during the month; what no row has is not named."""
    counts: dict[str, int] = writer.report.profile.get("tip_batches") or {}
    if not counts:
        return
    said = [f"当月收到上级交办信访件{counts[BATCHES]}批{counts[ROWS]}件"]
    for parts in (VERDICTS, PROGRESS):
        said.append("、".join(f"{word}{counts[key]}件" for word, key in parts if counts.get(key)))
    yield Paragraph((f"{said[0]}，其中{said[1]}；{said[2]}。",))
