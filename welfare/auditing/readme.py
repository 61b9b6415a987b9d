"""The README of an archive, in Chinese and in English: what is in it, as of when, and how it is checked."""

from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from welfare.auditing.models import AuditPack
from welfare.auditing.scope import moment_of

LANGUAGES = ("zh-hans", "en")


def readme_of(pack: AuditPack) -> Iterator[bytes]:
    """Yield the text, with the line ends and the mark that old editors on Windows need."""
    texts = []
    for language in LANGUAGES:
        with translation.override(language):
            texts.append("\r\n\r\n".join(_paragraphs(pack)))
    yield ("\ufeff" + "\r\n\r\n----\r\n\r\n".join(texts) + "\r\n").encode()


def _paragraphs(pack: AuditPack) -> list[str]:
    moment = timezone.localtime(moment_of(pack)).strftime("%Y-%m-%d %H:%M:%S.%f %z")
    about = {
        "pack": pack,
        "moment": moment,
        "who": pack.asked_by,
        "reason": pack.reason,
        "page": f"{pack.address}{pack.get_absolute_url()}",
    }
    return [
        _("%(pack)s. As of %(moment)s. Asked for by %(who)s: %(reason)s") % about,
        _(
            "What is in it: the welfare of the unit and all units below it in the year. contents.csv lists every file"
            " with its rows, its sum in yuan, its bytes and its SHA-256. Files of many rows are cut into numbered"
            " parts. All tables are CSV in UTF-8; a text that a spreadsheet would run as a formula has an apostrophe"
            " in front."
        ),
        _(
            "How to check it: the SHA-256 of the whole archive stands on the page of the pack and in the audit log."
            " Compute that of a file with “sha256sum FILE” or, on Windows, “certutil -hashfile FILE SHA256”, and"
            " compare it with contents.csv. check_audit.py of the portal does this for all files at once: python3"
            " check_audit.py ARCHIVE."
        ),
        _(
            "As of one moment: a row belongs to the pack if it was there at that moment. Grants that were received,"
            " taken back or revoked later stand as they did then, by their history. Runs, visits and objections were"
            " written together, at a moment when nobody had just changed one."
        ),
        _(
            "Sums: sums.csv has a line for each issued run, for visits and for other causes: what the rows of this pack"
            " come to, what the budget ledger says was spent, and the difference, which is to be 0.00. Runs and visits"
            " that a unit above pays for have no line of the ledger here."
        ),
        _(
            "What is not in it: names are masked, and where being on a list tells of illness, death or hardship the"
            " person is left out; so are certificate, card and account numbers, income, and what visits and hardship"
            " files say. Of their papers only kind, size and SHA-256 are listed. Whoever has to read one opens it by"
            " its number on the page of the pack, one by one, for a reason that stays on record: %(page)s"
        )
        % about,
    ]
