"""Pages of a list: where the reader is, and how to get to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinkeeper.web.address import Address

SIZE = 25


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number, the page we are on, or a gap."""

    number: int = 0
    url: str = ""
    here: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Showing 1 to 25 of 312, and the links."""

    words: str
    links: Sequence[PageLink]
    before: str
    after: str
    number: int
    size: int

    @property
    def start(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size


def paging(total: int, address: Address, *, size: int = SIZE) -> Paging:
    """The pages of `total` rows; a page that does not exist is read as the nearest that does."""
    last = max(1, -(-total // size))
    here = min(max(1, asked_page(address)), last)
    before = _to(address, here - 1) if here > 1 else ""
    after = _to(address, here + 1) if here < last else ""
    links = _links(here, last, address) if last > 1 else []
    return Paging(_words(total, here, size), links, before, after, here, size)


def asked_page(address: Address) -> int:
    """The page number asked for; what is not a number is the first."""
    text = address.choices.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _to(address: Address, number: int) -> str:
    return str(address.change(page="" if number == 1 else str(number)))


def _words(total: int, here: int, size: int) -> str:
    if not total:
        return "Showing 0"
    first, last = (here - 1) * size + 1, min(here * size, total)
    return f"Showing {first:,} to {last:,} of {total:,}"


def _links(here: int, last: int, address: Address) -> list[PageLink]:
    """First, last, and the neighbours of here; a gap stands for two pages or more."""
    near = {1, last, here - 1, here, here + 1}
    shown = sorted(n for n in near if 1 <= n <= last)
    links: list[PageLink] = []
    for number in shown:
        links += _bridge(links, number, address)
        links.append(PageLink(number, _to(address, number), here=number == here))
    return links


def _bridge(links: list[PageLink], number: int, address: Address) -> list[PageLink]:
    missing = number - links[-1].number - 1 if links else 0
    if missing == 1:
        return [PageLink(number - 1, _to(address, number - 1))]
    return [PageLink(gap=True)] if missing else []
