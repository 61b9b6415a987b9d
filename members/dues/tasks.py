from celery import shared_task
from django.utils import timezone

from members.dues.actions import payroll
from members.dues.actions.months import compute_waiting, open_due_months
from members.dues.models.payroll import PayrollFile
from office.chunked_files.work import carry_on_all
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
def carry_payroll() -> None:
    """Carry on every payroll file that waits for a worker; what another worker is at is left to it."""
    carry_on_all(PayrollFile.objects.select_related("unit", "by"), payroll.PayrollWork)
