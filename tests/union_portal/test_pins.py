"""Every release comes at most 30 days after a review of the pinned versions; every pin is exact."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LATEST_REVIEW = timedelta(days=30)
# Released before reviews were written down.
EARLIER = {"0.1.0"}
RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] – (\d{4}-\d\d-\d\d)$", re.MULTILINE)
REVIEW = re.compile(r"^\| (\d{4}-\d\d-\d\d) \| .+ \| .+ \|$", re.MULTILINE)


def unreviewed(changelog: str, reviews: str) -> list[str]:
    """Return the releases without a review of the pins in the days before."""
    reviewed = [date.fromisoformat(day) for day in REVIEW.findall(reviews)]
    return [
        version
        for version, day in RELEASE.findall(changelog)
        if version not in EARLIER
        and not any(timedelta(0) <= date.fromisoformat(day) - one <= LATEST_REVIEW for one in reviewed)
    ]


def test_each_release_was_reviewed_in_the_month_before():
    reviews = (ROOT / "docs/releasing.md").read_text(encoding="utf-8")
    assert unreviewed((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), reviews) == []


@pytest.mark.parametrize(
    ("reviewed", "missing"),
    [("2027-01-10", []), ("2027-01-31", []), ("2027-01-01", []), ("2026-12-31", ["0.2.0"]), ("2027-02-01", ["0.2.0"])],
)
def test_a_release_without_a_recent_review_is_named(reviewed, missing):
    changelog = "## [Unreleased]\n\n## [0.2.0] – 2027-01-31\n\n## [0.1.0] – 2026-11-23\n"
    assert unreviewed(changelog, f"| {reviewed} | {reviewed} | nothing |\n") == missing


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_python_package_has_one_exact_version(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9.-]+==[\w.]+( ; .+)?", line)] == []


def test_every_package_of_the_front_end_has_its_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    named = {name: package for name, package in packages.items() if name}
    assert named
    assert [name for name, package in named.items() if not package.get("integrity")] == []
