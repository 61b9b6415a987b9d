"""docs/security.md: every requirement of ASVS 5.0.0 at level 1 and 2 once, every finding with a test that is there."""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings

from members.authority.passwords import WORDS

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| ([a-z/ ]+) \| (.*?) \| ?(.*?) ?\|$", re.MULTILINE)
FINDING = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
STATES = {"met", "partly", "not met", "operator", "n/a"}
WITH_TEST = re.compile(r"`(tests/[\w/]+\.py): (test_\w+)`")


def required() -> dict[str, str]:
    lines = (ROOT / "tests/data/asvs_5_0_0.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


def test_every_requirement_of_level_one_and_two_has_one_row_with_its_level():
    rows = ROW.findall(TEXT)
    assert Counter(number for number, *_rest in rows) == Counter(list(required()))
    assert {number: level for number, level, *_rest in rows} == required()
    assert len(rows) == 253


def test_each_row_says_how_it_stands_and_what_is_missing():
    for number, _level, asked, state, how, shown in ROW.findall(TEXT):
        assert asked and state in STATES, number
        assert how or shown, number
        if state != "met":
            assert how, f"{number} is {state} without a reason"


def test_each_of_the_sixteen_findings_has_a_test_that_attacks_it():
    findings = FINDING.findall(TEXT)
    assert [int(number) for number, *_rest in findings] == list(range(1, 17))
    for number, _words, attacked in findings:
        assert WITH_TEST.search(attacked), number


def test_every_named_test_is_in_its_file():
    named = WITH_TEST.findall(TEXT)
    assert len(named) > 60
    missing = [f"{path}: {name}" for path, name in named if f"def {name}(" not in (ROOT / path).read_text("utf-8")]
    assert missing == []


def test_both_languages_tell_the_same_threats():
    chinese = (ROOT / "docs/security.zh.md").read_text(encoding="utf-8")

    def rows(text: str, begin: str, end: str) -> tuple[int, int]:
        part = text.split(begin, 1)[1].split(end, 1)
        left = part[1].split("\n## ", 1)[0]
        return len(re.findall(r"^\| ", part[0], re.MULTILINE)), len(re.findall(r"^- ", left, re.MULTILINE))

    english = rows(TEXT, "## Threats", "## What the portal can't protect from")
    assert english == rows(chinese, "## 防谁", "## 防不住什么")
    assert english[0] > 8 and english[1] > 8


def test_the_words_that_passwords_must_not_be_made_of_are_those_of_the_code():
    part = TEXT.split("## Log-in", 1)[1].split("\n## ", 1)[0]
    assert [word for word in WORDS if word not in part] == []
