"""`python -m union_portal.admin_icons FILE`: write a font of the icons that the admin's theme may show.

The theme's font holds 3,800 icons in 290 kB, and each page asks for it.
"""

import re
import sys
from pathlib import Path

import unfold
from fontTools import subset

THEME = Path(unfold.__path__[0])
FONT = THEME / "static/unfold/fonts/material-symbols/Material-Symbols-Outlined.woff2"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
# An icon is shown where a template, a script, a widget or a style sheet writes its name.
SOURCES = ("*.html", "*.js", "*.py", "*.css")


def words_of_the_theme() -> set[str]:
    """Return every word that the theme's templates, scripts and widgets write, the names of icons among them."""
    files = [file for pattern in SOURCES for file in THEME.rglob(pattern)]
    return {word for file in files for word in re.findall(r"[a-z0-9_]+", file.read_text())}


def write_font(target: Path) -> None:
    """Write to `target` the theme's icon font with those icons only whose names the theme uses."""
    options = subset.Options(flavor="woff2", layout_closure=False, layout_features=["*"])
    options.drop_tables += ["FFTM"]  # when the font was made, and by which program
    font = subset.load_font(str(FONT), options)
    names = set(font.getGlyphOrder()) & words_of_the_theme()
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=sorted(names), text=LETTERS)
    cutter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    write_font(Path(sys.argv[1]))
