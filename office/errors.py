class NotAllowed(Exception):
    """A rule forbids what was asked; the message tells the person why, in their language."""
