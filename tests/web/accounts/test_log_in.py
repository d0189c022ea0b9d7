
from tests.web.city import PASSWORD
from tests.web.visitor import Visitor


def test_somebody_logs_in(anonymous: Visitor) -> None:
    anonymous.log_in("station", PASSWORD)
