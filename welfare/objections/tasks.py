from celery import shared_task

from welfare.objections import actions


@shared_task
def tell_of_stuck_objections() -> None:
    """Tell those who can help of every open objection that nobody can decide (any more), each day anew."""
    actions.tell_of_stuck()
