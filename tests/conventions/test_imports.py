import subprocess
import sys

LOAD_POLICY = """
import pkgutil, sys
import inspect_app.policy as policy
for module in pkgutil.walk_packages(policy.__path__, "inspect_app.policy."):
    __import__(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_policy_core_loads_neither_flask_nor_sqlalchemy() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD_POLICY], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "inspect_app" in loaded
    assert not {"flask", "sqlalchemy", "werkzeug", "PIL", "reportlab"} & set(loaded)
