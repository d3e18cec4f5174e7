"""What a checked return is written as: a page, a workbook, CSV and JSON. Needs no database."""
