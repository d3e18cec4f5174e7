"""The children in need census: one XML file a year.

In a notebook, without a database:

    from kinkeeper.law.returns import cin

    checked = cin.check(cin.read("census.xml"))
    checked.findings
"""

from kinkeeper.law.returns.cin.library import Census, check, read

__all__ = ["Census", "check", "read"]
