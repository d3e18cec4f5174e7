"""Children of a census, written short."""


def child(
    identifier: str, *details: str, born: str = "2015-02-01", more: str = "", about: str = ""
) -> str:
    """A child with these referrals."""
    birth = f"<PersonBirthDate>{born}</PersonBirthDate>" if born else ""
    return (
        f"<Child><ChildIdentifiers><LAchildID>{identifier}</LAchildID>{more}{birth}<Sex>F</Sex></ChildIdentifiers>"
        f"<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>{about}</ChildCharacteristics>{''.join(details)}</Child>"
    )


def group(tag: str, **values: str) -> str:
    """A group of single values."""
    return (
        f"<{tag}>"
        + "".join(f"<{name}>{text}</{name}>" for name, text in values.items())
        + f"</{tag}>"
    )


def referral(on: str, *inside: str, **values: str) -> str:
    """A referral and what lies under it."""
    given = "".join(f"<{name}>{text}</{name}>" for name, text in values.items())
    return (
        f"<CINdetails><CINreferralDate>{on}</CINreferralDate>{given}{''.join(inside)}</CINdetails>"
    )
