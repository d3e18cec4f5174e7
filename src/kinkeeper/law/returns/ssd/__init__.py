"""The Standard Safeguarding Dataset: tables written from records, for those who read that standard."""

from kinkeeper.law.returns.ssd.fields import TABLES
from kinkeeper.law.returns.ssd.returned import not_held, ssd_tables
from kinkeeper.law.returns.ssd.write import write_ssd

__all__ = ["TABLES", "not_held", "ssd_tables", "write_ssd"]
