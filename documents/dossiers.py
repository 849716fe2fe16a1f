"""一企一档 as one file: how what the page of a file shows becomes a document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Attachment
from core.panels import MOST_ROWS, Chapter
from documents.blocks import Block, Column, Document, Heading, Paragraph, Table
from documents.page_blocks import blocks_of
from documents.rules.numbering import numeral

NOTHING = "无。"
INDEX = (Column("序号", 4), Column("文件名", 13), Column("说明", 13), Column("时间", 9), Column("提交人", 8))
HASHES = (Column("序号", 1), Column("SHA-256", 12))


@dataclass(frozen=True)
class Enclosed:
    """An attachment with its place in the archive, the folder of its chapter; `about` is what it hangs at."""

    attachment: Attachment
    path: str
    about: str = ""


def numbered(chapters: Sequence[Chapter]) -> list[tuple[str, list[Chapter]]]:
    """The chapters with their numbers, those of one name together: 一、概况."""
    grouped = groupby(chapters, key=lambda chapter: chapter.label)
    return [(f"{numeral(place)}、{label}", list(parts)) for place, (label, parts) in enumerate(grouped, start=1)]


def document_of(
    title: str, chapters: Sequence[Chapter], enclosed: Mapping[str, Sequence[Enclosed]], who: str
) -> Document:
    """The file as a document, with what hangs at each chapter named at its end."""
    blocks: list[Block] = []
    for label, parts in numbered(chapters):
        blocks.append(Heading(label, 1))
        said = [block for part in parts for block in _said(part)]
        blocks += said or [Paragraph((NOTHING,))]
        if files := len(enclosed.get(label, ())):
            blocks.append(
                Paragraph((_("Attachments: %(files)s; they are in the archive, with a list.") % {"files": files},))
            )
    return Document(title=title, blocks=tuple(blocks), running_head=who)


def _said(chapter: Chapter) -> Iterator[Block]:
    """A chapter without the heading that repeats its name; where a list is longer, that is said."""
    for block in blocks_of(chapter.html):
        if not (isinstance(block, Heading) and block.text == chapter.label):
            yield block
    if chapter.beyond:
        yield Paragraph(
            (
                _("The list has %(more)s more rows than the %(rows)s that stand here; its page and workbook have all.")
                % {"more": chapter.beyond, "rows": MOST_ROWS},
            )
        )


def _described(each: Enclosed) -> tuple[str, str, str]:
    """What it is and of what, when it came in, and from whom."""
    file = each.attachment
    received = f"{timezone.localtime(file.received_at):%Y-%m-%d %H:%M}"
    handed_in_by = file.uploader.full_label if file.uploader else ""
    return "，".join(filter(None, (each.about, file.get_kind_display()))), received, handed_in_by


def index_of(title: str, enclosed: Mapping[str, Sequence[Enclosed]], who: str) -> Document:
    """附件目录: each file of the archive, what it is, when it came, from whom, and its hash."""
    blocks: list[Block] = []
    place = 0
    for label, files in enclosed.items():
        blocks.append(Heading(label, 1))
        rows, hashes = [], []
        for each in files:
            place += 1
            rows.append((str(place), each.path.rpartition("/")[2], *_described(each)))
            hashes.append((str(place), each.attachment.stored_sha256))
        blocks += [Table(INDEX, tuple(rows)), Table(HASHES, tuple(hashes), caption=_("Hashes of the files"))]
    if not place:
        blocks.append(Paragraph((NOTHING,)))
    return Document(
        title=_("%(title)s: list of attachments") % {"title": title}, blocks=tuple(blocks), running_head=who
    )
