from urllib.parse import parse_qsl, urlencode

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_QUERY = 40, 200, 1000
MOST_OF_A_LIST = 20
# What was searched for may be a name or a number of one person; a page of a list changes with each row that comes.
NOT_KEPT = ("q", "cursor", "after", "format", "view")
# The query string of a list without any filter, for whoever has chosen a view to open it with.
WHOLE_LIST = "view=all"


def kept_query(text: str) -> str:
    """Return what a view keeps of a query string: everything but the search and the page; filters without value go."""
    return urlencode([(name, value) for name, value in parse_qsl(text.removeprefix("?")) if name not in NOT_KEPT])
