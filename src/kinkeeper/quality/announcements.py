"""What of quality shows on a child's story: that there was an audit, and what managers decided."""

import polars as pl

from kinkeeper.chronology.announce import Announcement, announces
from kinkeeper.quality.kinds import OversightKind
from kinkeeper.quality.models import AuditResult, Oversight

announces(AuditResult, Announcement("case_audited", on="on", key="audit_id"))
announces(
    Oversight,
    Announcement(
        "supervision_decided", on="on", when=pl.col("kind") == OversightKind.SUPERVISION.value
    ),
    Announcement("manager_decided", on="on", when=pl.col("kind") == OversightKind.DECISION.value),
)
