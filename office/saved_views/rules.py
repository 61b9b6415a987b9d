from django.http import QueryDict

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_QUERY = 40, 200, 1000
MOST_OF_A_LIST = 20
# What was searched for may be a name or a number of one person, and a page of a list is passed with the next change.
NOT_KEPT = ("q", "cursor", "after", "format")


def kept_query(text: str) -> str:
    """Return what a view keeps of a query string: everything but the search, the page and empty filters."""
    given = QueryDict(text.removeprefix("?"), mutable=True)
    kept = [(name, value) for name, values in given.lists() for value in values if name not in NOT_KEPT]
    written = QueryDict(mutable=True)
    for name, value in kept:
        if value.strip():
            written.appendlist(name, value)
    return written.urlencode()
