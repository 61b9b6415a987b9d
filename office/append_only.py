import pgtrigger


def append_only() -> pgtrigger.Trigger:
    """Return the trigger that refuses UPDATE and DELETE of a table.

    By its name `office.database_roles` gives the portal's role SELECT and INSERT alone.
    """
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
