"""Until when a receipt may be taken back. Pure: no database, no clock, no request."""

from datetime import datetime, timedelta

# A wrong tap is noticed the same day; later an officer has to look into it. The union's own rule, from no text.
TAKE_BACK_WITHIN = timedelta(hours=24)


def may_be_taken_back(received_at: datetime, now: datetime) -> bool:
    """Return whether a member may still take back a receipt that they confirmed themselves."""
    return now - received_at < TAKE_BACK_WITHIN
