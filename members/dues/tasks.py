from celery import shared_task
from django.utils import timezone

from members.dues.actions import payroll
from members.dues.actions.months import compute_waiting, open_due_months
from members.dues.models.payroll import PayrollFile
from office.chunked_files.processing import process_files
from office.wake import wake_worker


@shared_task
def open_dues_months() -> None:
    """Open this month's dues where they open by themselves."""
    if open_due_months(timezone.localdate()):
        wake_worker(compute_dues)


@shared_task
def compute_dues() -> None:
    """Work out every opened month that waits."""
    compute_waiting()


@shared_task
def delete_payroll_uploads() -> None:
    """Delete the uploads of payroll files read before this was done with their last row."""
    payroll.delete_read_uploads()


@shared_task
def process_payroll_files() -> None:
    """Process every payroll file that has work for a worker."""
    process_files(PayrollFile.objects.select_related("unit", "by"), payroll.PayrollProcessor)
