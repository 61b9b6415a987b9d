"""Values as COPY … FROM STDIN reads them."""

NULL = "\\N"


def copied_text(text: str) -> str:
    """Return a text as COPY reads it, without NUL, which PostgreSQL can't store."""
    if text.isprintable() and "\\" not in text:
        return text
    text = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return text.replace("\0", "")
