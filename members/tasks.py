from celery import shared_task
from django.utils import timezone

from members.committees.actions import warn_of_ending_terms
from members.dues.actions import months as dues
from members.dues.actions import payroll
from members.dues.models.payroll import PayrollFile
from members.duplicates.actions.candidates import compare_next
from members.duplicates.actions.merges import forget_facts
from members.hr_api.actions import change_feed as following
from members.importing.jobs.retention import clear_imports as clear_old_imports
from members.importing.jobs.work import carry_on
from members.importing.models.imports import WORKING, ImportJob
from members.joining.actions import forget_applications
from members.membership.actions.membership import carry_out_due
from members.own_data.actions.retention import announce_erasures
from union_portal.office.nudge import nudge

# So many chunks at a sweep leave a worker free for other things every minute or so.
CHUNKS_A_SWEEP = 40


@shared_task
def find_doubles() -> None:
    """Compare those who are new or changed in the register with all others, some chunks at a time."""
    for _chunk in range(CHUNKS_A_SWEEP):
        if not compare_next():
            break


@shared_task
def carry_imports() -> None:
    """Carry on every import that waits for a worker; what another worker is at is left to it."""
    # In no fixed order: a job that fails each time must not hold up the others.
    for job in ImportJob.objects.filter(state__in=WORKING).select_related("unit", "by").order_by("?"):
        carry_on(job)


@shared_task
def announce_due_erasures() -> None:
    """Announce every entry that no retention rule keeps any longer, some at a time."""
    while announce_erasures(timezone.localdate()):
        pass


@shared_task
def open_dues_months() -> None:
    """Open this month's dues where they open by themselves."""
    if dues.open_due_months(timezone.localdate()):
        nudge(compute_dues)


@shared_task
def compute_dues() -> None:
    """Work out every opened month that waits."""
    dues.compute_waiting()


@shared_task
def carry_out_changes() -> None:
    """Carry out the changes of membership whose day has come, overdue ones too."""
    carry_out_due(timezone.localdate())


@shared_task
def tidy_api() -> None:
    """Let the answers kept for other systems expire, and keep the order of changes sound after a restore."""
    following.tidy_api()


@shared_task
def warn_of_terms() -> None:
    """Tell of every term that ends within six months, once."""
    warn_of_ending_terms(timezone.localdate())


@shared_task
def clear_imports() -> None:
    """Delete the files and staged rows of imports that ended long enough ago."""
    clear_old_imports()


@shared_task
def carry_payroll() -> None:
    """Carry on every payroll file that waits for a worker; what another worker is at is left to it."""
    for file in PayrollFile.objects.filter(state__in=WORKING).select_related("unit", "by").order_by("?"):
        payroll.carry_on(file)


@shared_task
def forget_old_applications() -> None:
    """Delete the applications for membership whose time is over."""
    forget_applications(timezone.localdate())


@shared_task
def forget_merged_facts() -> None:
    """Empty what is kept to undo merges whose time is over."""
    forget_facts()
