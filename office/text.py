"""What text may hold, wherever it comes from – form, API, admin, imported file – and what is left out of it. Pure.

Nobody sees the characters that are left out, but they make two equal texts different, hide what a text says, or leave
a question without visible words. Databases refuse some of them.
"""

import re
import unicodedata

# What is never meant: control characters but tab and line breaks; soft hyphen; marks of direction; blanks without
# width; fillers; tags; annotations; code points that no character has. PostgreSQL can't store NUL.
INVISIBLE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
# What joins or varies visible characters – emoji, Uyghur, Mongolian – and is nothing by itself.
JOINING = r"\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
# A character without ink, which str.strip() takes for a letter.
BRAILLE_BLANK = "\u2800"
_TO_LEAVE_OUT = re.compile(f"[{INVISIBLE}]+")
_TO_LEAVE_OUT_IN_A_LINE = re.compile(f"[{INVISIBLE}{JOINING}\t\r\n\u2028\u2029]+")
_UNUSUAL = re.compile(f"[{INVISIBLE}{JOINING}{BRAILLE_BLANK}\u2028\u2029]")
_SEEN = re.compile(rf"[^\s{JOINING}]")

# Radicals, which editors of PDF files and text recognition put in place of characters: Unicode's property
# Equivalent_Unified_Ideograph. Those of Kang Xi and compatibility ideographs are equal by their decomposition.
RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
UNIFIED = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_COMPATIBLE = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA1E))
LOOK_ALIKES = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _COMPATIBLE}
    | dict(zip(RADICALS, UNIFIED, strict=True))
)
_LOOK_ALIKE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def visible_text(text: str) -> str:
    """Return a text without INVISIBLE characters; "" where nothing of it would be seen.

    Line breaks stay; those of other kinds, and the Braille blank, become usual ones.
    """
    if (text.isascii() and text.isprintable()) or _UNUSUAL.search(text) is None:
        return text
    text = _TO_LEAVE_OUT.sub("", text).replace(BRAILLE_BLANK, " ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return text if _SEEN.search(text) else ""


def visible_line(text: str) -> str:
    """Return a text of one line, as of a name or a cell: without INVISIBLE and JOINING characters and line breaks."""
    if text.isascii() and text.isprintable():
        return text
    return _TO_LEAVE_OUT_IN_A_LINE.sub("", text).replace(BRAILLE_BLANK, " ")


def unified(text: str) -> str:
    """Return a text with the usual characters of Chinese in place of radicals and compatibility ideographs."""
    return text.translate(LOOK_ALIKES) if _LOOK_ALIKE.search(text) else text
