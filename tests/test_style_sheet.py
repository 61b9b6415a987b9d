"""Of Tabler's style sheet only what pages use is served, and a worker's page is light."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests import factories as make

WHOLE = settings.BASE_DIR / "node_modules" / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
SERVED = settings.BASE_DIR / "static" / "vendor" / "tabler.min.css"
OWN = [*(settings.BASE_DIR / "static" / "css").rglob("*.css")]
APPS = ("office", "members", "welfare", "consultation", "union_portal")
# A class in a selector; and any word, of which those that are classes of Tabler count.
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
WRITTEN = re.compile(
    r"(?:class(?:Name)?[\"']?\s*[=:]\s*|css_class\s*=\s*|classList\.\w+\()([\"'`])(.*?)\1(?=[\s/>),:;}%]|$)",
    re.MULTILINE,
)
WORD = re.compile(r"[\w-]+")
LINKED = re.compile(r"(?:href|src)=\"/static/([^\"]+)\"")
LIGHT = 60_000


def classes_of(css):
    selectors = re.sub(r"\{[^{}]*\}", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return {name.replace("\\", "") for name in CLASS.findall(selectors)}


def sources():
    yield from (settings.BASE_DIR / "templates").rglob("*.html")
    yield from (settings.BASE_DIR / "static" / "js").glob("*.js")
    for app in APPS:
        yield from (path for path in (settings.BASE_DIR / app).rglob("*.py") if "migrations" not in path.parts)


def test_every_class_of_tabler_that_is_written_somewhere_is_served():
    known = classes_of(WHOLE.read_text())
    served = classes_of(SERVED.read_text())
    written: dict[str, Path] = {}
    for path in sources():
        for found in WRITTEN.finditer(path.read_text()):
            for word in WORD.findall(found[2]):
                written.setdefault(word, path)
    missing = {name: str(path) for name, path in written.items() if name in known - served}
    assert not missing, "run `make setup`; if it stays, name the files in purgecss.config.cjs"
    assert {"btn", "btn-primary", "card", "form-control", "table"} <= served


def test_no_style_depends_on_how_the_phone_is_held():
    """WCAG 1.3.4, which the browser tests leave to this one: their rule would fetch each sheet again for each page."""
    served = [SERVED, *OWN, settings.BASE_DIR / "static" / "vendor" / "portal.css"]
    assert len(served) > 10
    assert [sheet.name for sheet in served if re.search(r"orientation\s*:", sheet.read_text())] == []


def test_every_variable_of_tabler_that_is_read_without_another_value_is_defined():
    served, own = SERVED.read_text(), "".join(path.read_text() for path in OWN)
    defined = set(re.findall(r"(--tblr-[\w-]+)\s*:", served + own))
    known = set(re.findall(r"(--tblr-[\w-]+)\s*:", WHOLE.read_text()))
    assert set(re.findall(r"var\((--tblr-[\w-]+)\)", served + own)) & known <= defined


def test_every_style_sheet_of_the_portal_is_part_of_the_one_that_is_served():
    served = (settings.BASE_DIR / "static" / "vendor" / "portal.css").read_text()
    parts = [path for path in OWN if path.parent.name == "portal"]
    assert parts
    assert [path.name for path in parts if path.read_text() not in served] == [], "name it in the Makefile: STYLES"


def weight(content):
    return len(gzip.compress(content, compresslevel=9))


def worker():
    user = make.user()
    make.member(make.unit("公司工会", kind="union"), user=user)
    return user


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["home", "welfare:my_benefits", "members:my_membership", "consultation:ask"])
def test_a_workers_page_with_all_its_files_stays_below_60_kilobytes(client, page):
    client.force_login(worker())
    answer = client.get(reverse(page), headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(answer.content).decode()
    files = {path: weight(Path(str(finders.find(path))).read_bytes()) for path in set(LINKED.findall(html))}
    assert any(path.endswith("tabler.min.css") for path in files)
    assert len(answer.content) + sum(files.values()) < LIGHT, files
