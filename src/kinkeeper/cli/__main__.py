"""Lets `python -m kinkeeper.cli` stand for the `kinkeeper` command."""

from kinkeeper.cli.main import main

main()
