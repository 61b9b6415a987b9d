"""How lines of the log are written."""

import logging


class OneLineFormatter(logging.Formatter):
    """Writes each message in one line, whatever it holds, so that nobody forges further lines; tracebacks follow it."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line, its control characters as escapes."""
        line = super().formatMessage(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
