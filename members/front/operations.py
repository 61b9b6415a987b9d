"""How much work in the background members have: rosters and payroll files."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from members.dues.models.payroll import PayrollFile
from members.importing.models.imports import ImportJob
from office.chunked_files.querysets import count_work
from office.operations.rules import WorkKind

WORK = {
    "imports": WorkKind(_("Rosters"), partial(count_work, ImportJob), "members:import_list"),
    "payroll_files": WorkKind(_("Payroll files"), partial(count_work, PayrollFile), "members:dues_file_list"),
}
