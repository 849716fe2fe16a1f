"""An official document on a page: the same content as its Word file and its PDF, with the way to what it counts."""

from documents import charts
from documents.blocks import Block, Document, Figure, Table


def shown(document: Document) -> dict[str, object]:
    """What `documents/document.html` shows of a document."""
    annexes = [
        {
            "label": document.annex_label(place),
            "title": annex.title,
            "blocks": [_block(block) for block in annex.blocks],
        }
        for place, annex in enumerate(document.annexes)
    ]
    return {"document": document, "shown": {"blocks": [_block(block) for block in document.blocks], "annexes": annexes}}


def _block(block: Block) -> dict[str, object]:
    """A block with its kind, the drawing of a chart, and the cells of a table with their columns."""
    drawn = charts.inline_svg(block.spec) if isinstance(block, Figure) else ""
    cells = _cells(block) if isinstance(block, Table) else []
    return {"is": type(block).__name__, "it": block, "svg": drawn, "rows": cells}


def _cells(table: Table) -> list[list[tuple[object, tuple[object]]]]:
    return [[(column, (run,)) for column, run in zip(table.columns, row, strict=True)] for row in table.rows]
