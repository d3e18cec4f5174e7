"""What is kept for a time alone: drafts that were left, codes and counted tries."""

from kinkeeper.partners import drafts, limits, signing_in


def forget() -> int:
    """Remove all of it whose time is over; how many rows they were."""
    return drafts.forget() + signing_in.forget() + limits.forget()
