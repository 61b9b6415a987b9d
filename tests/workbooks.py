"""Read the workbooks that the portal answers with."""

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


def workbook_of(answer: "Answer") -> Workbook:
    """Return the workbook that was downloaded."""
    return load_workbook(io.BytesIO(answer.getvalue()))


def rows_of(answer: "Answer"):
    """Return the values of the first sheet of the workbook that was downloaded, headings included."""
    return list(workbook_of(answer).active.values)
