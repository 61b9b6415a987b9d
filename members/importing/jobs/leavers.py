"""Who is in the register and not in the file: proposed by a reconciling import, never acted upon by itself."""

from django.db.models import Exists, OuterRef, Value
from django.db.models.fields.json import KT

from members.choices import MemberState
from members.importing.models.imports import ImportJob
from members.importing.models.staging import ImportLeaver, ImportRow
from members.register.models.member import Member
from office.insert_select import insert_select


def propose_leavers(job: ImportJob) -> int:
    """Note the members under the job's unit who are in the union and stand in no row of it, not even a refused one.

    Who is being transferred is left out: they are missing because they go. Returns how many.
    """
    rows = ImportRow.objects.filter(job=job)
    missing = (
        Member.objects.filter(unit__path__startswith=job.unit.path, state=MemberState.ACTIVE)
        .exclude(Exists(rows.filter(member=OuterRef("pk"))))
        .exclude(Exists(rows.alias(key=KT("new__id_hash")).filter(key=OuterRef("id_hash"))))
        .exclude(Exists(rows.alias(key=KT("new__employee_number")).filter(key=OuterRef("employee_number"))))
    )
    source = missing.order_by("pk").values_list(Value(job.pk), "pk", Value(""))
    return insert_select(ImportLeaver, ["job", "member", "kind"], source)
