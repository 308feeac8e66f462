"""What an analyst types first runs from a fresh folder to the last line."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("first_ten_minutes.py")


def test_the_script_runs_to_its_last_line(cities):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    done = subprocess.run(
        [sys.executable, str(SCRIPT)],
        cwd=cities,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "parameter table has no value 'industry_mnth'" in done.stdout.splitlines()[-1]
