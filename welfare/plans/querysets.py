from welfare.grants.querysets import Scoped


class Plans(Scoped):
    pass
