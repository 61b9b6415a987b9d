"""Typesets one document and ends: the memory that this takes ends with it. Reads and writes the standard streams."""

import json
import sys
from datetime import datetime

import django_stubs_ext
from django.conf import settings


def main() -> int:
    """Write the document that standard input describes to standard output, as PDF; return the exit code."""
    asked = json.load(sys.stdin)
    # As the settings of the portal do, for the types of office.types.
    django_stubs_ext.monkeypatch()
    settings.configure(FONTS=asked["fonts"])
    from office.documents.typesetting import compiled

    sys.stdout.buffer.write(compiled(asked["content"], at=datetime.fromisoformat(asked["at"])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
