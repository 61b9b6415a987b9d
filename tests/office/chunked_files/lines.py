"""The simplest kind of chunked file for tests: lines of text, kept in a list, on the table of imports."""

from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from django.core.files.base import ContentFile

from members.importing.models.imports import ImportJob
from office.chunked_files.actions import advance_by, claim_file, finish_file
from office.chunked_files.processing import FileProcessor, UnreadableFile
from tests import factories as make


class Line(NamedTuple):
    number: int
    text: str


class LineProcessor(FileProcessor[ImportJob, Line, list[str]]):
    """Appends each line in capitals to `kept`; `between` is called before a chunk is claimed."""

    chunk_rows = 2

    def __init__(self, file: ImportJob, kept: list[str], between: Callable[[], object] = lambda: None) -> None:
        super().__init__(file)
        self.kept = kept
        self.between = between

    def read(self, opened: IO[bytes]) -> Iterator[Line]:
        for number, line in enumerate(opened.read().decode().splitlines(), start=1):
            if line == "damaged":
                raise UnreadableFile("This line is damaged.")
            if number > self.file.last_row:
                yield Line(number, line)

    def check(self, rows: list[Line]) -> list[str]:
        self.between()
        return [row.text.upper() for row in rows]

    def store(self, checked: list[str]) -> dict[str, object]:
        self.kept += checked
        return {"rows": len(self.kept)}

    def complete_check(self, claimed: ImportJob) -> dict[str, object]:
        return {"unchanged": claimed.rows}

    def apply(self) -> None:
        claimed = claim_file(self.file)
        if claimed is not None:
            advance_by(claimed, len(self.kept), created=len(self.kept))
            finish_file(claimed)


def file_of(*lines: str, **fields: object) -> ImportJob:
    """Create an uploaded file with these lines, not checked yet."""
    content = ContentFile("\n".join(lines).encode(), name="lines.txt")
    return ImportJob.objects.create(unit=make.unit(), file=content, file_name="lines.txt", layout={"any": 1}, **fields)
