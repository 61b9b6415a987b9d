from tests.office.outbox.conftest import at_work as at_work
from tests.office.outbox.conftest import server as server
