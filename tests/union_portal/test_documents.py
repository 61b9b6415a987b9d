"""The documents: what they link to exists, and what the code cites is in them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.md")]
CITING = ("office", "members", "welfare", "consultation", "union_portal", "demo", "benchmarks", "chaos", "tests")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# `welfare/runs/eligibility.py: write_grants`, `tests/faults/`; not `members/<room>/`, and not what nobody commits.
PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w-]+\.(?:py|html|md|po|toml))?)(?:: (\w+))?`")
MADE = ("var/", "locale/zh_Hans/LC_MESSAGES/django.mo")
CITED = re.compile(r"domain\.md,? parts? (\d)(?: and (\d))?")


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_to_a_file(document):
    links = [link for link in LINK.findall(text_of(document)) if not link.startswith(("http://", "https://"))]
    assert [link for link in links if not (document.parent / link).exists()] == []


def chinese_words() -> set[str]:
    """Return every Chinese text of the catalogue, as it can be read on some page."""
    with (ROOT / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        return {str(message.string) for message in read_po(file)}


@pytest.mark.parametrize("page", sorted((ROOT / "docs/guide").glob("*.md")), ids=name_of)
def test_every_button_that_the_guide_names_is_on_some_page(page):
    assert set(re.findall("「(.+?)」", text_of(page))) - chinese_words() == set()


def test_both_readmes_name_the_same_settings_and_commands():
    settings, commands = (
        [set(re.findall(pattern, text_of(ROOT / name), re.MULTILINE)) for name in ("README.md", "README.zh.md")]
        for pattern in (r"`([A-Z]+(?:_[A-Z]+)+)`", r"^(?:DATABASE_OWNER_URL=\S+ )?(\.venv/bin/[^#\n]*[^#\s])")
    )
    assert len(settings[0]) > 15
    assert settings[0] == settings[1]
    assert len(commands[0]) > 5
    assert commands[0] == commands[1]


def missing_paths(document: Path) -> Iterator[str]:
    for path, function in PATH.findall(text_of(document)):
        if path.startswith(MADE) or "://" in path:
            continue
        found = ROOT / path
        if not found.exists():
            yield path
        elif function and not re.search(rf"^(?:def|class) {function}\b", text_of(found), re.MULTILINE):
            yield f"{path}: {function}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_in_a_document_exists(document):
    assert list(missing_paths(document)) == []


def test_every_part_of_domain_md_that_the_code_cites_exists():
    parts = set(re.findall(r"^## (\d)\. ", text_of(ROOT / "docs/domain.md"), re.MULTILINE))
    files = [path for folder in CITING for path in (ROOT / folder).rglob("*.py")]
    cited = {part for path in files for found in CITED.findall(text_of(path)) for part in found if part}
    assert len(cited) > 4
    assert cited <= parts


def test_every_decision_has_its_parts_and_is_in_the_list():
    pages = sorted(ROOT.glob("docs/decisions/0*.md"))
    listed = re.findall(r"\((0\d{3}-[\w-]+\.md)\)", text_of(ROOT / "docs/decisions/README.md"))
    assert [page.name for page in pages] == listed
    for number, page in enumerate(pages, start=1):
        text = text_of(page)
        assert text.startswith(f"# {number}. "), page
        assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], page
        assert "\nStatus: " in text, page


def test_every_direct_dependency_has_its_reason():
    written = text_of(ROOT / "pyproject.toml")
    project = tomllib.loads(written)["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert [name for name in named if not re.search(rf'^    "{re.escape(name)}",  # \w', written, re.MULTILINE)] == []


def test_the_changelog_has_the_version_with_its_date():
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    assert re.search(
        rf"^## \[{re.escape(version)}\] – \d{{4}}-\d\d-\d\d$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE
    )


def test_the_commit_hooks_run_what_make_check_runs():
    hooks, makefile = text_of(ROOT / ".pre-commit-config.yaml"), text_of(ROOT / "Makefile")
    recipe = makefile.split("\ncheck:", 1)[1].split("\n\n", 1)[0]
    tools = set(re.findall(r"\$\(BIN\)/([\w-]+(?: manage\.py \w+)?)", recipe))
    assert len(tools) > 5
    assert {tool for tool in tools if f".venv/bin/{tool}" not in hooks} == set()
