"""A line of the log is one line with the time and its zone, whatever was typed."""

import logging
import logging.config
import re
from typing import Any

from django.conf import settings


def written(message: str, *args: object) -> str:
    configured: Any = settings.LOGGING
    formatter = logging.config.DictConfigurator({}).configure_formatter(dict(configured["formatters"]["line"]))
    record = logging.LogRecord("office", logging.WARNING, "", 0, message, args, None)
    return str(formatter.format(record))


def test_what_was_typed_begins_no_line_of_its_own():
    line = written("no unit %s", "B1\r\n2026-01-01 INFO office everything fine\x1b[2K\u2028")
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert "B1\\r\\n2026" in line


def test_chinese_is_written_as_it_is():
    assert written("导入 %s", "采油一厂").endswith("导入 采油一厂")


def test_the_time_has_its_zone():
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} WARNING - office ", written("x"))
