"""Every message of the source has a Chinese translation."""

import re
from pathlib import Path
from typing import TypeAlias

import pytest
from babel.messages import Message
from babel.messages.extract import extract

from union_portal import messages

# Context and text.
Key: TypeAlias = tuple[str | None, str | tuple[str, ...]]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def key(message) -> Key:
    return message.context, message.id


def shown_text(message_key: Key) -> str:
    return repr(message_key[1])


def placeholders(words: str) -> set[str]:
    return set(PLACEHOLDER.findall(words))


@pytest.fixture(scope="module")
def source() -> dict[Key, Message]:
    return {key(message): message for message in messages.source_messages() if message.id}


@pytest.fixture(scope="module")
def translated() -> dict[Key, Message]:
    return {key(message): message for message in messages.translated_messages() if message.id}


def strings(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def test_every_message_of_the_source_is_translated(source, translated):
    missing = [
        shown_text(wanted)
        for wanted in source
        if wanted not in translated or translated[wanted].fuzzy or not all(strings(translated[wanted]))
    ]
    assert missing == []


def test_the_catalogue_has_no_obsolete_messages(source, translated):
    assert [shown_text(kept) for kept in translated if kept not in source] == []
    assert list(messages.translated_messages().obsolete) == []


def test_a_translation_keeps_the_placeholders_of_its_message(translated):
    wrong = []
    for message in translated.values():
        # Chinese has one form for all numbers; it may say the number that the English singular leaves out.
        plural = message.id[-1] if isinstance(message.id, tuple | list) else message.id
        if any(placeholders(form) != placeholders(plural) for form in strings(message) if form):
            wrong.append(message.id)
    assert wrong == []


def test_the_catalogue_is_formatted_as_the_update_command_writes_it(tmp_path, monkeypatch):
    written = messages.CATALOGUE.read_bytes()
    monkeypatch.setattr(messages, "CATALOGUE", tmp_path / "django.po")
    messages.CATALOGUE.write_bytes(written)
    messages.update()
    assert messages.CATALOGUE.read_bytes() == written


def test_template_tags_are_found_whatever_surrounds_them(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text(
        """
        {% load i18n %}<p title="it's">{% translate "All 100%" %} ) ' (
            {% blocktranslate trimmed with name=member.name %}
              Dear {{ name }},
              it's here
            {% endblocktranslate %}
        {% blocktranslate count n=runs|length %}One run{% plural %}{{ n }} runs{% endblocktranslate %}
        {% translate "May" context "month" as title %}{{ _("Received")|upper }}{% comment %}it's{% endcomment %}
        """
    )
    with page.open("rb") as file:
        found = [
            (message, context) for _, message, _, context in extract(messages.extract_template, file, messages.KEYWORDS)
        ]
    assert found == [
        ("All 100%%", None),
        ("Dear %(name)s, it's here", None),
        (("One run", "%(n)s runs"), None),
        ("May", "month"),
        ("Received", None),
    ]


# Words of an earlier wording, or a second word for what has one already; what the word is now.
ONE_WORD_FOR_ONE_THING = {
    "你": "您",
    "移动电话": "手机号",
    "帐号": "账号",
    "登陆": "登录",
    "登出": "退出登录",
    "开账": "生成会费",
    "开立": "生成",
    "动态码": "验证码",
    "备用码": "恢复码",
    "坐席": "咨询员",
    "专员": "干事",
    "举报": "反映",
    "逾期": "超期",
    "授权同意": "信息使用授权",
    "会籍变动": "会籍变化",
    "困难标识": "困难标记",
    "转办件": "转办单",
    "该字段": "the name of the field",
    "平台首页": "门户首页",
}
HALF_WIDTH_BESIDE_CHINESE = re.compile(r"[一-鿿”）》][,;!?()]|[,;!?(](?=[一-鿿])|[一-鿿]:(?![a-z0-9])")


def test_the_chinese_has_one_word_for_one_thing(translated):
    found = [
        f"{word} (say {better}): {text}"
        for message in translated.values()
        for text in strings(message)
        for word, better in ONE_WORD_FOR_ONE_THING.items()
        if word in text
    ]
    assert found == []


def test_the_chinese_has_full_width_punctuation_and_no_space_before_a_per_cent_sign(translated):
    texts = [text for message in translated.values() for text in strings(message)]
    assert [text for text in texts if HALF_WIDTH_BESIDE_CHINESE.search(text.replace("--root 封存号:封存值", ""))] == []
    assert [text for text in texts if re.search(r" %(?![(sd])|, ，|，。|  ", text)] == []
