from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from core import acts, columns, lookups, navigation, search
from core.navigation import ADMINISTRATION, Entry
from core.search import Directory

AUDIT = Entry(
    78,
    _("Audit"),
    "core:log-list",
    lambda user: user.reads_the_log,
    word=ADMINISTRATION,
    hint=_("Who did what and when; whether the log is whole; what was exported and refused."),
)
OPERATIONS = Entry(
    79,
    _("Operations"),
    "core:operations",
    lambda user: user.keeps_accounts,
    word=ADMINISTRATION,
    hint=_("Jobs with their last and next run, backups, disk, messages that could not be sent."),
)
OF_FILES = (
    ("add", _("Added to a file")),
    ("change", _("File changed")),
    ("remove", _("File removed with the import that had added it")),
    ("waive", _("Datum signed as not applicable")),
    ("unwaive", _("Datum asked again")),
    ("download", _("File downloaded")),
    ("export", _("List exported")),
)
ACTS = (
    ("log", _("Log of acts"), (("read", _("Log read")),)),
    ("access", _("Access"), (("refused", _("Access refused")),)),
    ("file", _("File"), OF_FILES),
    ("message", _("Message that goes out"), (("again", _("Message sent once more")),)),
    ("system", _("System"), (("backup", _("Backup made")), ("restore", _("Backup restored")))),
)


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    invariants = ("core.services.invariant_checks.CHECKS",)

    def ready(self) -> None:
        from core.checks import keys_fit, parts_are_shown  # noqa: PLC0415 - models are ready only here
        from core.steps import steps_are_whole  # noqa: PLC0415 - models are ready only here

        checks.register(keys_fit, checks.Tags.database)
        checks.register(steps_are_whole)
        checks.register(parts_are_shown)
        from core.services import runs, uploads, watching  # noqa: PLC0415 - models are ready only here
        from core.services.backup import daily  # noqa: PLC0415 - models are ready only here

        columns.hash_by_place()
        lookups.register()
        watching.register()
        for group, label, named in ACTS:
            acts.offer(group, label, *named)
        navigation.offer(AUDIT, OPERATIONS)
        runs.name_job(daily.BACKUP, _("Backup"), due=daily.BACKUP_DUE)
        runs.name_job(daily.DRILL, _("Trial restore of the backup"), due=daily.DRILL_DUE)
        runs.name_job(uploads.DROP, _("Files that were chosen and not used"), due=uploads.DROP_DUE)
        search.offer_directory(Directory(85, _("Acts"), navigation.find_acts))
        search.offer_directory(Directory(90, _("Pages"), navigation.find_pages))
