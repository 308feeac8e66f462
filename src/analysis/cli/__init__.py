"""The command line: `analysis check · ingest · run · quantities · document · verify · …`.

Exit codes: 0 all done, 2 check found faults or verify a difference, 3 some reports failed,
4 another batch is at work, 5 the gate withheld a report, 6 the input was refused, 7 the cluster
had no worker, 130 interrupted, 141 the output's reader has gone, 1 anything else.
"""

from analysis.cli import data, documents, reports
from analysis.cli.app import app

__all__ = ["app", "data", "documents", "reports"]
