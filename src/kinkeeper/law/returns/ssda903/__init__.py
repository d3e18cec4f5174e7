"""SSDA903: children looked after by the local authority, one set of CSV files a year.

In a notebook, without a database:

    from kinkeeper.law.returns import ssda903

    given = ssda903.read("returns/2026-27")
    checked = ssda903.check(given, authority="E08000025")
    checked.findings
"""

from kinkeeper.law.returns.ssda903.library import Return, check, read

__all__ = ["Return", "check", "read"]
