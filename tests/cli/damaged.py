"""Returns as they come when something went wrong on their way: each a few files, from a seed."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CENSUS = EXAMPLES / "cin" / "children_in_need_2025-26.xml"
SSDA903_XML = """<?xml version="1.0" encoding="utf-8"?>
<SSDA903>
<CHILD><HEADER><CHILDID>A1</CHILDID><SEX>F</SEX><DOB>01/02/2012</DOB><ETHNIC>WBRI</ETHNIC>
<UPN>UN3</UPN><MOTHER>0</MOTHER><UASC>1</UASC><DUC>01/02/2030</DUC><IN_TOUCH>YES</IN_TOUCH>
<ACTIV>F2</ACTIV><ACCOM>B2</ACCOM><DATE_INT>01/05/2026</DATE_INT>
<AREVIEW><REVIEW>01/06/2026</REVIEW><REVIEW_CODE>PN3</REVIEW_CODE></AREVIEW>
<AMISSING><MISSING>M</MISSING><MIS_START>02/06/2026</MIS_START><MIS_END>03/06/2026</MIS_END></AMISSING>
<OC2><SDQ_SCORE>12</SDQ_SCORE><HEALTH_CHECK>1</HEALTH_CHECK></OC2>
<PERMANENCE><PREV_PERM>P1</PREV_PERM><LA_PERM>330</LA_PERM><DATE_PERM>ZZ/ZZ/2015</DATE_PERM></PERMANENCE>
<AD_PLACED><DATE_PLACED>01/05/2026</DATE_PLACED></AD_PLACED></HEADER>
<EPISODE><DECOM>01/05/2026</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U1</PL></EPISODE></CHILD>
<CHILD><HEADER><CHILDID>A2</CHILDID><SEX>M</SEX><DOB>01/03/2015</DOB><ETHNIC>APKN</ETHNIC><UASC>0</UASC>
</HEADER><EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C2</LS></EPISODE></CHILD>
</SSDA903>
"""
# What means something to a reader of CSV or XML, or means nothing at all.
SIGNS = (
    b'"', b",", b"\n", b"\r", b";", b"\t", b"<", b"</CHILD>", b"<Child>", b"&x;", b"\0", b"\xc3", b"=1+1",
    b"<!DOCTYPE a>", b"]]>", b"9" * 20_000, b"31/02/2026", b"\xe2\x80\xa8", b"<CHILD><HEADER/></CHILD>",
)  # fmt: skip
VALUES = (
    b"",
    b" ",
    b"31/02/2026",
    b"2026-04-01",
    b"1E+05",
    b"=1+1",
    b"X" * 300,
    "é".encode(),
    b"-1",
    b"46113",
)
Files = dict[str, bytes]
Damage = Callable[[bytes, random.Random], bytes]


@cache
def whole(name: str) -> Files:
    """A return that can be checked: tables of the SSDA903, its XML form, or a census of few children."""
    if name == "xml":
        return {"children.xml": SSDA903_XML.encode()}
    if name == "cin":
        text = CENSUS.read_text(encoding="utf-8")
        head, *children = re.split(r"(?=<Child>)", text)
        return {"census.xml": (head + "".join(children[:6]) + "</Children></Message>").encode()}
    folder = EXAMPLES / "ssda903" / "2026-27"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def cut(content: bytes, by: random.Random) -> bytes:
    """The file breaks off."""
    return content[: by.randrange(len(content))]


def flip(content: bytes, by: random.Random) -> bytes:
    """Some bits are not what they were."""
    changed = bytearray(content)
    for _ in range(by.choice((1, 1, 8, 200))):
        changed[by.randrange(len(changed))] ^= 1 << by.randrange(8)
    return bytes(changed)


def swap(content: bytes, by: random.Random) -> bytes:
    """A stretch of it stands elsewhere too."""
    at, to = by.randrange(len(content)), by.randrange(len(content))
    return content[:to] + content[at : at + by.randrange(400)] + content[to:]


def encode(content: bytes, by: random.Random) -> bytes:
    """It is written in another encoding, or in two."""
    text = content.decode("utf-8", "replace").replace("a", "é", 3)
    form = by.choice(
        ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "utf-7", "utf-8-sig", "shift_jis")
    )
    return text.encode(form, "replace") + by.choice((b"", "é".encode("cp1252"), b"\xff\xfe"))


def head(content: bytes, by: random.Random) -> bytes:
    """Its first line is another's, or has columns renamed, left out, doubled, or otherwise ordered."""
    first, _, rest = content.partition(b"\n")
    names = first.strip().split(b",")
    by.choice(
        (by.shuffle, list.pop, lambda n: n.append(n[0]), lambda n: n.insert(0, b"X"), list.clear)
    )(names)
    return b",".join(names) + b"\n" + rest


def put(content: bytes, by: random.Random) -> bytes:
    """Something that means something to a reader stands where it should not."""
    for _ in range(by.choice((1, 3))):
        at, sign = by.randrange(len(content)), by.choice(SIGNS)
        content = content[:at] + sign + content[at + by.choice((0, len(sign))) :]
    return content


def repeat(content: bytes, by: random.Random) -> bytes:
    """Its lines stand twice, or in another order."""
    lines = content.splitlines(keepends=True)
    by.choice((lines.reverse, lambda: lines.extend(lines[:50]), lambda: by.shuffle(lines)))()
    return b"".join(lines)


def spoil(content: bytes, by: random.Random) -> bytes:
    """Some values are not what they should be, though the form still is."""
    values = list(re.finditer(rb"(?<=[,>])[^,<>\r\n]+(?=[,<\r\n])", content))
    for found in sorted(by.sample(values, min(len(values), 5)), key=re.Match.start, reverse=True):
        content = content[: found.start()] + by.choice(VALUES) + content[found.end() :]
    return content


DAMAGES: tuple[Damage, ...] = (cut, flip, swap, encode, head, put, repeat, spoil, spoil, spoil)


def damaged(seed: int) -> tuple[str, Files]:
    """One to three files of a return, one damaged at least, and what was done to it."""
    by = random.Random(seed)  # noqa: S311  a seed, not a secret
    name = by.choice(("csv", "csv", "csv", "xml", "cin"))
    files = dict(whole(name))
    kept = {
        one: files[one] for one in by.sample(sorted(files), min(len(files), by.choice((1, 2, 3))))
    }
    how = [f"{seed}: {name}"]
    for one in by.sample(sorted(kept), by.choice((1, len(kept)))):
        damage = by.choice(DAMAGES)
        kept[one] = damage(kept[one], by)
        how.append(f"{damage.__name__} {one}")
    if by.random() < 0.15:
        archive = zipped(kept)
        kept = {"returns.zip": by.choice((cut, flip, swap, _as_it_is))(archive, by)}
        how.append("zipped")
    elif by.random() < 0.1:
        one = by.choice(list(kept))
        kept[by.choice(("a.xml", "a.csv", "a.zip", "a.dat"))] = kept.pop(one)
        how.append("renamed")
    return ", ".join(how), kept


def zipped(files: Files) -> bytes:
    """The files in an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _as_it_is(content: bytes, _by: random.Random) -> bytes:
    return content
