"""The Word file of an issued report, changed as an office changes it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core.services import attachments
from core.services.acting import take
from core.states import AttachmentKind
from demo.sent_reports import in_word
from reports.workflow import REPORTS


def issue(report, people):
    """Reviewed, approved and issued."""
    for act, who in (("review", "coordinator"), ("approve", "superior"), ("issue", "coordinator")):
        report = take(REPORTS, report.pk, act, actor=people[who], version=report.version)
    return report


def changed(report, words):
    """The file as it was issued, with words replaced in its paragraphs."""
    return in_word(report, words)


def uploaded(content, name="报告（送出稿）.docx"):
    return SimpleUploadedFile(name, content)


def taken_in(content, by, name="报告（送出稿）.docx"):
    return attachments.store(uploaded(content, name), kind=AttachmentKind.DOCUMENT, uploader=by)
