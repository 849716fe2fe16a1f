"""送出稿: what the office changed in the first two issued reports before they left, and a wording it took up."""

import io
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordFile

from core import clock
from core.services import attachments
from core.services.acting import take
from core.states import AttachmentKind
from demo.county import County
from demo.timelines import COUNTY_TIME
from documents.states import FileKind
from documents.word import with_fixed_times
from reports.models import MonthlyReport, Wording
from reports.services import files, sending
from reports.workflow import WORDINGS

SENT = 2
CHANGED = {
    "当月新增": "本月新增",
    "期末未销号": "月末未销号",
    "一是抓好": "一是突出抓好",
}
ADDED = "{month}月，县攻坚办会同县应急管理局、县生态环境分局对园区重点企业开展了汛期安全环保专项检查。"
AFTER = "五、检查执法"
TAKEN_UP = "当月新增"


def send(report: MonthlyReport, county: County) -> None:
    """The day after its issue: changed in Word, handed in by the coordinator."""
    with clock.at(_at(report, hour=15)):
        coordinator = county.logins["coordinator"]
        content = in_word(report, CHANGED, {AFTER: ADDED.format(month=report.month.number)})
        file = SimpleUploadedFile(f"{report.period}月报（报出稿）.docx", content)
        stored = attachments.store(file, kind=AttachmentKind.DOCUMENT, uploader=coordinator)
        sending.hand_in(report, [stored], actor=coordinator)


def take_up(report: MonthlyReport, county: County) -> None:
    """The second coordinator accepts one of the phrases that the sent version of this report has brought up."""
    with clock.at(_at(report, hour=17)):
        for wording in Wording.objects.filter(county=county.government, before__startswith=TAKEN_UP):
            take(WORDINGS, wording.pk, "accept", actor=county.logins["coordinator2"], version=wording.version)


def in_word(report: MonthlyReport, words: Mapping[str, str], added: Mapping[str, str] | None = None) -> bytes:
    """The file as it was issued, its paragraphs changed as in Word; `added` ones follow the paragraph named."""
    word = WordFile(io.BytesIO(files.content_of(report, FileKind.DOCX)))
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            for before, after in words.items():
                if before in run.text:
                    run.text = run.text.replace(before, after)
    for heading, following in zip(word.paragraphs, word.paragraphs[1:], strict=False):
        if text := (added or {}).get(heading.text):
            following._p.addprevious(deepcopy(following._p))
            heading._p.getnext().xpath(".//w:t")[0].text = text
            for rest in heading._p.getnext().xpath(".//w:r")[1:]:
                rest.getparent().remove(rest)
    return with_fixed_times(word)


def _at(report: MonthlyReport, hour: int) -> datetime:
    return datetime.combine(report.month.plus(1).first, time(hour), COUNTY_TIME) + timedelta(days=1)
