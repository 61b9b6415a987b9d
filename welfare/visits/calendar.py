"""The planned day of a visit as a calendar file (RFC 5545). It says neither to whom nor why."""

from datetime import datetime, timedelta

from welfare.visits.models.visits import Visit


def calendar_file(visit: Visit, address: str, at: datetime) -> bytes:
    """Return the file of a planned visit: a whole day, with the address of its page, which asks for the log-in."""
    assert visit.planned_on is not None
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Union Portal//Visits//ZH",
        "BEGIN:VEVENT",
        f"UID:visit-{visit.pk}@union-portal",
        f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{visit.planned_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{visit.planned_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(str(visit))}",
        f"DESCRIPTION:{_escaped(address)}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line of at most 75 bytes, the rest on lines that begin with a space."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 74:
            parts.append(part)
            part, size = "", 0
        part += letter
        size += width
    return "\r\n ".join([*parts, part])
