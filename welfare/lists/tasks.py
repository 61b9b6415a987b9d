from celery import shared_task

from office.chunked_files.processing import process_files
from welfare.lists.actions import ListProcessor
from welfare.lists.models import BenefitList


@shared_task
def process_benefit_lists() -> None:
    """Check every uploaded list that has work for a worker."""
    process_files(BenefitList.objects.select_related("unit", "by", "plan"), ListProcessor)
