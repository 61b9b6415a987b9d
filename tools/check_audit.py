#!/usr/bin/env python3
"""Check an export of the union portal's audit log. Needs Python 3.9 or later and nothing else, no network either.

    python3 check_audit.py audit.jsonl --root 812:3f9a5c…
    python3 check_audit.py audit-pack-HQ-2026-3.zip

The file comes from `manage.py audit export`. --root is a root that you kept yourself, from a print or a mail: the
number of its seal, a colon, and its 64 digits or at least the first 16. It may be given several times. Without one this
program can only tell whether the file agrees with itself. Of the archive of an auditor's pack every file is compared
with its list of contents; the SHA-256 of the archive itself is printed, to be compared with the portal. Exit code: 0
nothing wrong, 1 something wrong, 2 unreadable.

检查工会服务门户审计日志的导出文件。只需要 Python 3.9 或更高版本，不需要联网，也不需要安装其他程序。
--root 是您自己留存的封存值（打印件或邮件上的）：封存号、冒号、64 位数字（至少前 16 位）；可以写多次。
不写 --root，只能查出文件自身是否前后一致。
也可以检查审计资料包（.zip）：逐个核对文件与目录，并显示整个压缩包的 SHA-256，供您与门户页面核对。
退出码：0 没有问题，1 有问题，2 文件无法读取。

How the hashes are computed (docs/auditing.md): SHA-256 over the name of the kind and the fields, one after the other,
in UTF-8; a field is the number of its bytes, ":", the text and ","; null is "-,". Trees as in RFC 6962.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, is_zipfile

FORMAT = "union-portal audit export 1"
EVENT, SEAL = b"union-portal audit event 1:", b"union-portal seal 1:"
# An event whose time lies so long before the seal that came before its own was entered afterwards.
INSERTED_AFTER = timedelta(days=2)
TEXTS = {
    "at",
    "actor",
    "verb",
    "object_type",
    "object_id",
    "object_label",
    "unit",
    "changes",
    "reason",
    "label_salt",
    "label_hash",
    "erased_at",
}
NEVER_NULL = {"at", "verb", "object_label", "changes", "reason"}
OF_SEAL = {"seal", "sealed_at", "events", "last_event", "tree", "previous", "root"}
OF_SEALED = {"event", "seal", "position", "hash"}
LONGEST_LINE = 16 * 1024 * 1024

WORDS = {
    "line": ("第 {line} 行无法读懂：{why}。", "Line {line} can't be read: {why}."),
    "format": (
        "这不是本程序能读的审计日志导出文件。",
        "This is no export of an audit log that this program can read.",
    ),
    "changed": (
        "事件 {event} 与封存时不同，已被改动（封存 {seal}，第 {line} 行）。",
        "Event {event} is not what was sealed, it was changed (seal {seal}, line {line}).",
    ),
    "removed_there": (
        "事件 {event} 在封存之后从数据库中被删除（封存 {seal}）。",
        "Event {event} was removed from the database after it was sealed (seal {seal}).",
    ),
    "removed": (
        "封存 {seal} 缺少事件：第 {line} 行之前少了序号 {first} 至 {last}，已被删除。",
        "Seal {seal} lacks events: before line {line} the positions {first} to {last} were removed.",
    ),
    "inserted": (
        "事件 {event} 是多出来的，封存 {seal} 的这个位置上没有它（第 {line} 行）。",
        "Event {event} was inserted, seal {seal} has no such event at this place (line {line}).",
    ),
    "too_late": (
        "事件 {event} 是事后补进去的：它写的时间早已封存（第 {line} 行）。",
        "Event {event} was inserted later: its time lies in a span that had been sealed long before (line {line}).",
    ),
    "tree": (
        "封存 {seal} 下的事件与封存时不同：封存时 {sealed} 条，文件中 {found} 条。",
        "The events under seal {seal} are not those that were sealed: {sealed} then, {found} in the file.",
    ),
    "seal_changed": (
        "封存 {seal} 被改动：由它的内容算不出它的封存值。",
        "Seal {seal} was changed: its root does not follow from what it says.",
    ),
    "chain": (
        "封存 {seal} 与前一个封存接不上。",
        "Seal {seal} does not follow the seal before it.",
    ),
    "seal_back": (
        "封存 {seal} 的时间比此前的封存早两天以上：它是伪造的，或者数据库的时钟当时不准。",
        "Seal {seal} bears a time more than two days before an earlier one: it was forged, or the clock was wrong.",
    ),
    "seal_missing": ("缺少封存 {first} 至 {last}。", "The seals {first} to {last} are missing."),
    "other_root": (
        "封存 {seal} 的封存值与您留存的不同：此前的封存被重新制作过。",
        "Seal {seal} has another root than the one you kept: seals up to it were made anew.",
    ),
    "root_unknown": (
        "文件中没有封存 {seal}，而您留存了它的封存值。",
        "The file has no seal {seal}, whose root you kept.",
    ),
    "cut": ("文件不完整：缺少结尾，或行数不符。", "The file is incomplete: its end is missing or its counts differ."),
    "begins": (
        "文件从封存 {seal} 开始，之前的封存不在其中。",
        "The file begins at seal {seal}; the seals before are not in it.",
    ),
    "erased": (
        "事件 {event} 的对象名称已按规定清除（据门户记录，时间 {at}）；其余内容与封存时相同。",
        "The label of event {event} was erased by rule (at {at}, says the portal); all else is as it was sealed.",
    ),
    "sum": (
        "已检查：{seals} 个封存，{events} 条已封存的事件；另有 {unsealed} 条尚未封存，无法证明。",
        "Checked: {seals} seals, {events} sealed events; {unsealed} more have no seal yet, nothing proves them.",
    ),
    "last": ("最后一个封存 {seal}：{root}", "The last seal {seal}: {root}"),
    "agrees": ("封存 {seal} 与您留存的封存值相同。", "Seal {seal} has the root that you kept."),
    "no_root": (
        "没有给出留存的封存值：如果全部封存被重新制作，本程序看不出来。请与打印件或邮件核对。",
        "No root was given: this program can't see whether all seals were made anew. Compare with a print or a mail.",
    ),
    "pack_missing": (
        "压缩包中没有文件 {file}，目录中有。",
        "The archive lacks {file}, which is in its list of contents.",
    ),
    "pack_extra": ("文件 {file} 不在目录中。", "The file {file} is not in the list of contents."),
    "pack_changed": ("文件 {file} 与目录中的不同。", "The file {file} is not what the list of contents says."),
    "pack_sum": ("已核对：{files} 个文件，{rows} 行。", "Checked: {files} files, {rows} rows."),
    "pack_hash": (
        "整个压缩包的 SHA-256：{digest}。请与门户中该资料包的页面或操作日志核对。",
        "SHA-256 of the archive: {digest}. Compare it with the page of the pack or the audit log of the portal.",
    ),
    "good": ("没有发现问题。", "Nothing is wrong."),
    "bad": ("发现 {count} 处问题。", "{count} faults found."),
}


class Unreadable(Exception):
    """A line that is not as the portal writes it."""


class Tree:
    """The Merkle tree of RFC 6962, of which only the roots of complete parts are kept."""

    def __init__(self) -> None:
        self.count = 0
        self.parts: list[bytes] = []

    def add(self, content_hash: bytes) -> None:
        node, rest = sha256(b"\x00" + content_hash).digest(), self.count
        while rest & 1:
            node = sha256(b"\x01" + self.parts.pop() + node).digest()
            rest >>= 1
        self.parts.append(node)
        self.count += 1

    def root(self) -> bytes:
        if not self.parts:
            return sha256(b"").digest()
        node = self.parts[-1]
        for left in reversed(self.parts[:-1]):
            node = sha256(b"\x01" + left + node).digest()
        return node


def fields(*texts: str | None) -> bytes:
    """Return the fields as they are hashed."""
    parts = []
    for text in texts:
        raw = None if text is None else text.encode()
        parts.append(b"-," if raw is None else b"%d:%b," % (len(raw), raw))
    return b"".join(parts)


def is_erased(line: dict[str, Any]) -> bool:
    return line["object_label"] == "***" and line["label_hash"] is not None


def event_hash(line: dict[str, Any]) -> str:
    """Return the hash of an event in hexadecimal digits."""
    if is_erased(line):
        label = line["label_hash"]
    else:
        label = sha256(fields(line["label_salt"], line["object_label"])).hexdigest()
    before = (str(line["event"]), line["at"], line["actor"], line["verb"], line["object_type"], line["object_id"])
    return sha256(EVENT + fields(*before, label, line["unit"], line["changes"], line["reason"])).hexdigest()


def seal_root(line: dict[str, Any]) -> str:
    """Return the root of a seal in hexadecimal digits."""
    numbers = (str(line["seal"]), line["sealed_at"], str(line["events"]), str(line["last_event"]))
    return sha256(SEAL + fields(*numbers, line["tree"], line["previous"])).hexdigest()


def time_of(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    except ValueError:
        raise Unreadable(f"no time: {text!r}") from None


def whole_number(text: str) -> int:
    if len(text) > 20:
        raise Unreadable("a number is too long")
    return int(text)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a name that comes twice would be read one way by this program, another way by others."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("a name comes twice")
    return found


def expect(line: dict[str, Any], whole: set[str], texts: set[str], nullable: set[str]) -> None:
    """Raise Unreadable unless the line has these whole numbers and texts, and no others."""
    if line.keys() != whole | texts:
        raise Unreadable("its names are not those of the format")
    for name in whole:
        if type(line[name]) is not int:
            raise Unreadable(f"{name} is no whole number")
    for name in texts:
        if not (type(line[name]) is str or (line[name] is None and name in nullable)):
            raise Unreadable(f"{name} is no text")


class Check:
    """The check of one file, line by line."""

    def __init__(self, roots: dict[int, list[str]]) -> None:
        self.faults = 0
        self.roots = roots
        self.agreed: list[int] = []
        self.seals = self.events = self.unsealed = 0
        self.seal: dict[str, Any] | None = None
        self.before: datetime | None = None
        # The latest time of a seal so far.
        self.newest: datetime | None = None
        # None once it has been compared.
        self.tree: Tree | None = None
        self.position = self.last_id = self.last_event = 0
        self.ended: dict[str, Any] | None = None

    def say(self, kind: str, **values: object) -> None:
        for text in WORDS[kind]:
            told = text.format(**values)
            # What the file says must not move the cursor of the terminal.
            print("  " + "".join(sign if sign.isprintable() else "?" for sign in told))

    def fault(self, kind: str, **values: object) -> None:
        self.faults += 1
        print("✗", end="")
        self.say(kind, **values)

    def take(self, number: int, line: dict[str, Any]) -> None:
        """Check one line after the head. Raises Unreadable."""
        if self.ended is not None:
            raise Unreadable("it comes after the end")
        if "end" in line:
            self.close_seal()
            self.ended = line
        elif "root" in line:
            self.take_seal(line)
        elif line.get("seal", 0) is None:
            self.take_unsealed(number, line)
        else:
            self.take_event(number, line)

    def take_seal(self, line: dict[str, Any]) -> None:
        expect(line, {"seal", "events", "last_event"}, OF_SEAL - {"seal", "events", "last_event"}, {"previous"})
        self.close_seal()
        number, last = line["seal"], self.seal
        expected = last["seal"] + 1 if last else number
        if last is None and number != 1:
            self.say("begins", seal=number)
        previous = last["root"] if last else (None if number == 1 else line["previous"])
        if number > expected:
            self.fault("seal_missing", first=expected, last=number - 1)
        elif number < expected or line["previous"] != previous:
            self.fault("chain", seal=number)
        if seal_root(line) != line["root"]:
            self.fault("seal_changed", seal=number)
        kept = self.roots.pop(number, None)
        if kept is not None:
            if all(line["root"].startswith(one) for one in kept):
                self.agreed.append(number)
            else:
                self.fault("other_root", seal=number)
        # Only a file that begins with the first seal knows that it has none before.
        self.before = time_of(last["sealed_at"]) if last else None
        self.check_seal_time(number, time_of(line["sealed_at"]))
        # In a file that begins later, what the seals before covered is not known.
        self.last_event = last["last_event"] if last else 0
        self.seal, self.tree, self.position, self.last_id = line, Tree(), 0, 0
        self.seals += 1

    def check_seal_time(self, number: int, at: datetime) -> None:
        """Name a seal with which time steps far back: the next one would take events with old times."""
        before, newest = self.before, self.newest
        if before is not None and newest is not None and at < newest - INSERTED_AFTER <= before:
            self.fault("seal_back", seal=number)
        self.newest = at if newest is None else max(newest, at)

    def take_event(self, number: int, line: dict[str, Any]) -> None:
        removed = line.get("removed") is True
        if removed:
            expect({k: v for k, v in line.items() if k != "removed"}, OF_SEALED - {"hash"}, {"hash"}, set())
        else:
            expect(line, OF_SEALED - {"hash"}, TEXTS | {"hash"}, TEXTS - NEVER_NULL)
        event, position = line["event"], line["position"]
        self.events += 1
        seal, tree = self.seal, self.tree
        there = seal is not None and tree is not None and line["seal"] == seal["seal"] and event > self.last_id
        if seal is None or tree is None or not there or not self.position <= position < seal["events"]:
            self.fault("inserted", event=event, seal=line["seal"], line=number)
            return
        if position > self.position:
            self.fault("removed", seal=line["seal"], line=number, first=self.position, last=position - 1)
        self.position, self.last_id = position + 1, event
        try:
            tree.add(bytes.fromhex(line["hash"]))
        except ValueError:
            raise Unreadable("hash is no hash") from None
        if removed:
            self.fault("removed_there", event=event, seal=line["seal"])
            return
        if event_hash(line) != line["hash"]:
            self.fault("changed", event=event, seal=line["seal"], line=number)
        elif is_erased(line):
            self.say("erased", event=event, at=line["erased_at"])
        self.check_time(number, line, self.before)

    def take_unsealed(self, number: int, line: dict[str, Any]) -> None:
        self.close_seal()
        expect({k: v for k, v in line.items() if k != "seal"}, {"event"}, TEXTS, TEXTS - NEVER_NULL)
        self.unsealed += 1
        self.check_time(number, line, time_of(self.seal["sealed_at"]) if self.seal else None)

    def check_time(self, number: int, line: dict[str, Any], before: datetime | None) -> None:
        at = time_of(line["at"])
        if before is not None and at < before - INSERTED_AFTER:
            self.fault("too_late", event=line["event"], line=number)

    def close_seal(self) -> None:
        """Compare the events of the last seal with the tree that it has sealed, once."""
        if self.seal is None or self.tree is None:
            return
        last = max(self.last_event, self.last_id)
        # The seals before the first one of a file may have covered higher numbers.
        if self.seals == 1 < self.seal["seal"]:
            last = max(last, self.seal["last_event"])
        if last != self.seal["last_event"] or (self.tree.count, self.tree.root().hex()) != (
            self.seal["events"],
            self.seal["tree"],
        ):
            self.fault("tree", seal=self.seal["seal"], sealed=self.seal["events"], found=self.tree.count)
        self.tree = None

    def finish(self, with_roots: bool) -> None:
        """Check what only the whole file shows, and sum up."""
        counts = {"end": True, "seals": self.seals, "events": self.events, "unsealed": self.unsealed}
        if self.ended is None:
            self.close_seal()
        if self.ended != counts:
            self.fault("cut")
        for number in sorted(self.roots):
            self.fault("root_unknown", seal=number)
        for number in self.agreed:
            self.say("agrees", seal=number)
        self.say("sum", seals=self.seals, events=self.events, unsealed=self.unsealed)
        if self.seal is not None:
            self.say("last", seal=self.seal["seal"], root=self.seal["root"])
        if not with_roots:
            self.say("no_root")
        if self.faults:
            self.say("bad", count=self.faults)
        else:
            self.say("good")


def lines_of(name: str) -> Iterator[bytes]:
    with Path(name).open("rb") as file:
        while True:
            line = file.readline(LONGEST_LINE)
            if not line:
                return
            yield line


def check_file(name: str, roots: dict[int, list[str]]) -> int:
    """Check a file, print what is found, and return the exit code."""
    check, with_roots = Check(roots), bool(roots)
    for number, raw in enumerate(lines_of(name), 1):
        try:
            line = json.loads(raw.decode("utf-8"), object_pairs_hook=once, parse_int=whole_number)
            if not isinstance(line, dict):
                raise Unreadable("it is no object")
            if number == 1:
                if line.get("format") != FORMAT:
                    check.fault("format")
                    return 2
                continue
            check.take(number, line)
        except (Unreadable, ValueError, OverflowError, RecursionError, TypeError) as why:
            check.fault("line", line=number, why=why)
    check.finish(with_roots)
    return 1 if check.faults else 0


def digest_of(file: Any) -> tuple[str, int]:
    """Return the SHA-256 of a file and its length in bytes."""
    digest, size = sha256(), 0
    while True:
        piece = file.read(1024 * 1024)
        if not piece:
            return digest.hexdigest(), size
        digest.update(piece)
        size += len(piece)


def check_pack(name: str) -> int:
    """Compare each file of an auditor's pack with its list of contents, and return the exit code."""
    check, files, rows = Check({}), 0, 0
    with ZipFile(name) as book:
        left = set(book.namelist()) - {"contents.csv"}
        listed = list(csv.reader(io.StringIO(book.read("contents.csv").decode("utf-8-sig"), newline="")))[1:]
        for line in listed:
            file, digest, size = line[0], line[5], int(line[4])
            if file not in left:
                check.fault("pack_missing", file=file)
                continue
            left.discard(file)
            with book.open(file) as opened:
                if digest_of(opened) != (digest, size):
                    check.fault("pack_changed", file=file)
            files, rows = files + 1, rows + int(line[2])
    for file in sorted(left):
        check.fault("pack_extra", file=file)
    with Path(name).open("rb") as whole:
        check.say("pack_hash", digest=digest_of(whole)[0])
    check.say("pack_sum", files=files, rows=rows)
    if check.faults:
        check.say("bad", count=check.faults)
    else:
        check.say("good")
    return 1 if check.faults else 0


def root(text: str) -> tuple[int, str]:
    number, _colon, digits = text.partition(":")
    digits = digits.replace(" ", "").lower()
    if not number.isdecimal() or not 16 <= len(digits) <= 64 or set(digits) - set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("NUMBER:DIGITS, at least 16 hexadecimal digits")
    return int(number), digits


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--root", type=root, action="append", default=[], metavar="NUMBER:DIGITS")
    given = parser.parse_args()
    # Windows writes to a pipe in the code page of the country, which lacks some of these characters.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    roots: dict[int, list[str]] = {}
    for number, digits in given.root:
        roots.setdefault(number, []).append(digits)
    try:
        return check_pack(given.file) if is_zipfile(given.file) else check_file(given.file, roots)
    except (OSError, BadZipFile, KeyError, IndexError, ValueError) as why:
        print(f"{given.file}: {why}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
