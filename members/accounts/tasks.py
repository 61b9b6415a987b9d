from celery import shared_task

from members.accounts import api_tokens, sessions


@shared_task
def end_tokens() -> None:
    """Delete the tokens whose account was locked, has left, has lost a post or its second step."""
    api_tokens.end_tokens()


@shared_task
def clear_session_list() -> None:
    """Delete the rows of the lists of sessions whose session has ended."""
    sessions.delete_ended_rows()
