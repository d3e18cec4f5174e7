"""SSDA903: children looked after by the local authority, one set of CSV files a year."""
