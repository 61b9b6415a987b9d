from celery import shared_task

from office.chunked_files.processing import process_files
from welfare.payment.actions import answers, batches, fetching, making
from welfare.payment.models.answers import AnswerFile


@shared_task
def make_payment_files() -> None:
    """Make the files of batches until none waits; free the lines of cancelled ones, mark those of fetched files."""
    batches.clear_cancelled()
    fetching.mark_sent()
    making.make_all_files()


@shared_task
def process_bank_answers() -> None:
    """Take back the answers of which that was asked, then process every answer that has work for a worker."""
    fetching.mark_sent()
    answers.undo_all()
    process_files(
        AnswerFile.objects.select_related("batch__version__profile", "batch__unit", "by"), answers.AnswerProcessor
    )
