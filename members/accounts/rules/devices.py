"""Words that describe a session: browser, system, half of the address. Pure: no database, no clock, no request."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Patterns in a User-Agent. The first that fits counts, since most browsers name others besides themselves.
BROWSERS = (
    ("wecom", r"wxwork"),
    ("wechat", r"micromessenger"),
    ("dingtalk", r"dingtalk"),
    ("feishu", r"feishu|lark/"),
    ("edge", r"edg(e|a|ios)?/"),
    ("quark", r"quark/"),
    ("uc", r"ucbrowser"),
    ("qq", r"qqbrowser"),
    ("360", r"360se|360ee|qihu"),
    ("firefox", r"firefox/|fxios/"),
    ("chrome", r"chrome/|crios/"),
    ("safari", r"safari/"),
)
SYSTEMS = (
    ("harmony", r"harmony|openharmony"),
    ("android", r"android"),
    ("ios", r"iphone|ipad|ipod"),
    ("windows", r"windows"),
    ("mac", r"macintosh|mac os x"),
    ("linux", r"linux|x11"),
)
NAMES = {
    "wecom": _("WeCom"),
    "wechat": _("WeChat"),
    "dingtalk": _("DingTalk"),
    "feishu": _("Feishu"),
    "edge": "Edge",
    "quark": _("Quark"),
    "uc": _("UC Browser"),
    "qq": _("QQ Browser"),
    "360": _("360 Browser"),
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
    "harmony": _("HarmonyOS"),
    "android": "Android",
    "ios": "iOS",
    "windows": "Windows",
    "mac": "macOS",
    "linux": "Linux",
}
# Characters of a User-Agent that are read; a sender may write any number.
READ_OF_AGENT = 512


def device_of_agent(agent: str) -> tuple[str, str]:
    """Return browser and system of a User-Agent, as keys of NAMES; "" for what is not recognised."""
    agent = agent[:READ_OF_AGENT].lower()
    browser, system = (
        next((key for key, pattern in known if re.search(pattern, agent)), "") for known in (BROWSERS, SYSTEMS)
    )
    return browser, system


def device_in_words(browser: str, system: str) -> str:
    """Return a device in words, such as “Firefox on Windows”."""
    if browser and system:
        return gettext("%(browser)s on %(system)s") % {"browser": NAMES[browser], "system": NAMES[system]}
    known = NAMES.get(browser or system)
    return str(known) if known else gettext("an unknown device")


def masked_address(address: str) -> str:
    """Return the first part of an address, the rest masked: 203.0.*.*, 2001:db8:*; "" for none."""
    if ":" in address:
        return ":".join([*address.split("::")[0].split(":")[:2], "*"])
    return ".".join([*address.split(".")[:2], "*", "*"]) if address else ""
