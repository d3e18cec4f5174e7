"""Every code set of every return: what each code means, and when it could be used."""

from kinkeeper.kernel.errors import KinkeeperError
from kinkeeper.law.codes import cin, csww, ssda903
from kinkeeper.law.codes.code_set import Code, CodeSet

__all__ = ["CODE_SETS", "Code", "CodeSet", "code_set"]

CODE_SETS: dict[str, CodeSet] = {
    one.id: one for one in (*cin.CODE_SETS, *ssda903.CODE_SETS, *csww.CODE_SETS)
}


def code_set(name: str) -> CodeSet:
    """The code set of a name such as `cin.referral_source` or `ssda903.LS`.

    Capitals and underscores do not matter, so that the return's own name for the field,
    `cin.ReferralSource`, finds it too. Raises KinkeeperError when there is none.
    """
    found = _BY_PLAIN_NAME.get(_plain(name))
    if found is None:
        raise KinkeeperError(f"There is no code set {name}.", do="See law/codes for their names.")
    return found


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


_BY_PLAIN_NAME = {_plain(name): one for name, one in CODE_SETS.items()}
