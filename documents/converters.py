"""What may stand in an address of a paper."""

from django.urls.converters import StringConverter


class PaperFileConverter(StringConverter):
    """The forms in which a paper leaves the house that is a document and nothing else."""

    regex = "docx|pdf"
