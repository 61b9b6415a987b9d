"""Checks of a page on phone and desktop, in the light and the dark theme, for accessibility and overflow."""

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import resolve
from playwright.sync_api import Page, ViewportSize

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A theme changes colours only, so the other rules would find in the dark what they find in the light.
AXE_RULES_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Not what Swagger UI draws at /api/, whose content the description of the API has as well. Without `preload` no style
# sheet is fetched again, which takes as long as the rest; the one rule that reads them, css-orientation-lock, is not
# asked then: tests/test_style_sheet.py holds the sheets to it.
RUN_AXE = """async (runOnly) => {
  const options = { runOnly, resultTypes: ["violations"], preload: false };
  const found = await axe.run({ include: document, exclude: "#api" }, options);
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")} – ${node.failureSummary.split("\\n").slice(1, 3).join(";")}`));
}"""
# What sticks out beyond the window's right edge and does not scroll inside something of its own.
TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > wide + 1)
    .slice(-3).map((each) => `wider than the screen: ${each.outerHTML.slice(0, 120)}`);
}"""
# The name of the portal and the switches share one line.
OVERLAP = """() => {
  const [name, switches] = [document.querySelector(".brand"), document.querySelector(".topbar-end")];
  const drawn = document.createRange();
  if (!name || !switches) return [];
  drawn.selectNodeContents(name);
  const right = Math.max(drawn.getBoundingClientRect().right, name.getBoundingClientRect().right);
  return right > switches.getBoundingClientRect().left ? ["the switches lie on the name"] : [];
}"""
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
SCREENS: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1440, "height": 900}}
NARROWEST: ViewportSize = {"width": 320, "height": 700}
THEMES: dict[Literal["light", "dark"], Any] = {"light": AXE_RULES, "dark": AXE_RULES_OF_COLOURS}


def faults(page: Page) -> list[str]:
    """Return accessibility violations and overflowing elements of the open page, on every screen and in both themes."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text())
    page.set_viewport_size(NARROWEST)
    page.evaluate(NEXT_FRAME)
    narrow = page.evaluate(TOO_WIDE) + page.evaluate(OVERLAP)
    found = [f"{name_of(page.url)} at {NARROWEST['width']} px: {each}" for each in narrow]
    for screen, size in SCREENS.items():
        page.set_viewport_size(size)
        page.evaluate(NEXT_FRAME)
        wrong = page.evaluate(TOO_WIDE)
        for theme, rules in THEMES.items():
            page.emulate_media(color_scheme=theme)
            wrong += page.evaluate(RUN_AXE, rules)
        found += [f"{name_of(page.url)} on the {screen}: {each}" for each in dict.fromkeys(wrong)]
    return found


def name_of(url: str) -> str:
    """Return the URL name of an address."""
    return resolve(urlsplit(url).path).view_name


def links(page: Page) -> list[str]:
    """Return the portal addresses that the page links to, without fragments and downloads."""
    found: list[str] = page.locator('a[href^="/"]:not([download])').evaluate_all("(all) => all.map((a) => a.href)")
    return list(dict.fromkeys(href.split("#")[0] for href in found))
