"""How lines of the log are written."""

import logging

from office.request_ids import current_id


class OneLineFormatter(logging.Formatter):
    """Writes each message in one line, whatever it holds, so that nobody forges further lines; tracebacks follow it.

    The format may name `request_id`, the number of the request or task at work.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line, its control characters as escapes."""
        record.request_id = current_id()
        line = super().formatMessage(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
