"""Raw Excel and CSV files → validated tables in the store; every fault is named at once."""

from analysis.intake.check import Intake, check, ingest
from analysis.intake.faults import Fault, faults_table

__all__ = ["Fault", "Intake", "check", "faults_table", "ingest"]
