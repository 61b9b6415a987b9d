"""A block tag for parts of a page that are the same for everybody: they are rendered once for each language."""

from collections.abc import Hashable

from django import template
from django.conf import settings
from django.template import Context, NodeList
from django.template.base import FilterExpression, Node, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
_written: dict[tuple[Hashable, ...], SafeString] = {}


class SharedNode(Node):
    """Renders its content without anything of the request but `given`, and keeps it for as long as the process runs."""

    def __init__(self, nodelist: NodeList, given: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.given = given

    def render(self, context: Context) -> SafeString:
        language = get_language()
        given = {name: value.resolve(context) for name, value in self.given.items()}
        key = (self, language, *given.values())
        content = _written.get(key)
        if content is None:
            # Nothing of the person or of the page is there to be kept.
            content = self.nodelist.render(context.new({**given, "LANGUAGE_CODE": language}))
            if not settings.DEBUG:
                _written[key] = content
        return content


@register.tag
def shared(parser: Parser, token: Token) -> SharedNode:
    """Render the block once for each language and each value of its arguments: {% shared current=… %}…{% endshared %}.

    Inside there are only the arguments and LANGUAGE_CODE, no request and no user. An argument must have few values,
    such as a word of the template, and say nothing of a person.
    """
    given = token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endshared",))
    parser.delete_first_token()
    return SharedNode(nodelist, given)


def forget_shared() -> None:
    """Render all such blocks anew, after messages were translated anew."""
    _written.clear()
