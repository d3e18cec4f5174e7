"""What the rules of the census look over: each row with the rows it stands under, and pairs of rows."""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

from kinkeeper.law.returns.cin.derive import CHILD_NO, SELF
from kinkeeper.law.returns.cin.fields import PARENTS
from kinkeeper.law.returns.cin.read import UNDER
from kinkeeper.law.returns.terms import yes
from kinkeeper.law.returns.view import ID, Prepared, View, alone

How = Literal["inner", "left"]
OTHER: Final = "other."
YEAR: Final = ("_start", "_end")
CHILD, EPISODE, OWN = CHILD_NO, UNDER, SELF  # what two rows have in common that belong together


def rows(table: str) -> View:
    """Each row of a table, the columns of those it stands under as "CINdetails.CINreferralDate"."""
    above = tuple(_above(table))

    def build(given: Prepared) -> pl.LazyFrame:
        frame, under = given[table].lazy(), UNDER
        for parent in above:
            named = _named(given[parent].lazy().drop(YEAR), parent)
            frame = frame.join(named, left_on=under, right_on=f"{parent}.{SELF}", how="left")
            under = f"{parent}.{UNDER}"
        return frame

    return View(table, (table, *above), build, (table, *above))


def beside(
    view: View, table: str, on: tuple[str, str], *, how: How = "inner", when: pl.Expr | None = None
) -> View:
    """The rows of a view, each with every row of a table whose `on` is the same as its own.

    `when` limits the rows of the table; "left" keeps a row of the view for which there is none.
    """
    left, right = on[0], f"{table}.{on[1]}"

    def build(given: Prepared) -> pl.LazyFrame:
        partners = given[table].lazy().filter(True if when is None else when)
        named = _named(partners.drop(YEAR), table)
        return view.build(given).join(named, left_on=left, right_on=right, how=how, coalesce=False)

    name = f"{view.id} {'x' if how == 'inner' else '+'} {table} by {' and '.join(on)}"
    return View(name, (*view.of, table), build, (*view.shows, table))


def twos(table: str, within: str) -> View:
    """Each row of a table with each other of the same child or episode: "other.CPPstartDate".

    Every pair stands there four times, either row first and either pointed at: so a rule that
    finds fault with the one against the other points at both.
    """

    def build(given: Prepared) -> pl.LazyFrame:
        frame = given[table]
        other = frame.rename(lambda name: name if name == within else f"{OTHER}{name}")
        both = frame.lazy().join(other.lazy(), on=within)
        apart = both.filter(pl.col(ID) != pl.col(f"{OTHER}{ID}"))
        return apart.with_columns(pl.concat_list(ID, f"{OTHER}{ID}").alias(ID)).explode(ID)

    return View(f"{table} by twos within {within}", (table,), build, (table,))


def _above(table: str) -> list[str]:
    parent = PARENTS.get(table)
    return [] if parent is None else [parent, *_above(parent)]


def _named(frame: pl.LazyFrame, table: str, *, apart: tuple[str, ...] = ()) -> pl.LazyFrame:
    return frame.rename(lambda name: name if name in apart else f"{table}.{name}")


HEADER: Final = alone("Header")
CHILDREN: Final = rows("Children")
DISABILITIES: Final = rows("Disabilities")
DETAILS: Final = rows("CINdetails")
ASSESSMENTS: Final = rows("Assessments")
CIN_PLANS: Final = rows("CINPlanDates")
SECTION_47: Final = rows("Section47")
PROTECTION_PLANS: Final = rows("ChildProtectionPlans")
REVIEWS: Final = rows("ProtectionReviews")
FACTORS: Final = beside(ASSESSMENTS, "AssessmentFactors", (OWN, UNDER), how="left",
                        when=pl.col("AssessmentFactors").is_not_null())  # fmt: skip
DETAILS_AND_DISABILITIES: Final = beside(DETAILS, "Disabilities", (UNDER, UNDER), how="left")
REVIEWS_AND_CIN_PLANS: Final = beside(
    REVIEWS, "CINPlanDates", (f"ChildProtectionPlans.{EPISODE}", EPISODE)
)
PLANS_OF_EPISODE: Final = beside(CIN_PLANS, "ChildProtectionPlans", (EPISODE, EPISODE))
PLANS_OF_CHILD: Final = beside(CIN_PLANS, "ChildProtectionPlans", (CHILD, CHILD))
TWO_DETAILS: Final = twos("CINdetails", CHILD)
TWO_CIN_PLANS: Final = twos("CINPlanDates", CHILD)
TWO_PROTECTION_PLANS: Final = twos("ChildProtectionPlans", CHILD)
TWO_ASSESSMENTS: Final = twos("Assessments", EPISODE)
TWO_SECTION_47: Final = twos("Section47", EPISODE)


_CONFERENCE: Final = ("DateOfInitialCPC", "DateOfInitialCPC:on")
_PARTS: Final = ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans")


def _parts(given: Prepared) -> pl.LazyFrame:
    """Each episode once for itself and once for each of its parts; its own conference in the first."""
    each = [beside(DETAILS, part, (OWN, UNDER)).build(given).drop(_CONFERENCE) for part in _PARTS]
    return pl.concat([DETAILS.build(given), *each], how="diagonal")


PARTS: Final = View("CINdetails and its parts", (*DETAILS.of, *_PARTS), _parts,
                    (*DETAILS.shows, *_PARTS))  # fmt: skip


_ENQUIRIES: Final = beside(PROTECTION_PLANS, "Section47", (EPISODE, EPISODE), how="left",
                           when=~yes("ICPCnotRequired"))  # fmt: skip


def _conferences(given: Prepared) -> pl.LazyFrame:
    """Each child protection plan with the conferences that it can have come of: "conference:on".

    They are those of the episode's enquiries, but for the ones that needed none, or else the one of
    the episode itself. Where a plan of the episode began on the day of one, only plans are shown.
    """
    enquiry = pl.col("Section47._id")
    of_enquiry, of_episode = (
        pl.col(f"{table}.DateOfInitialCPC:on") for table in ("Section47", "CINdetails")
    )
    conference = pl.when(enquiry.is_not_null()).then(of_enquiry).otherwise(of_episode)
    met = (pl.col("conference:on") == pl.col("CPPstartDate:on")).any().over(EPISODE)
    return (
        _ENQUIRIES.build(given)
        .with_columns(conference.alias("conference:on"))
        .with_columns(
            pl.when(~met).then(enquiry).alias("Section47._id"),
            pl.when(~met & enquiry.is_null()).then("CINdetails._id").alias("CINdetails._id"),
        )
    )


CONFERENCES: Final = View("Child protection plans and conferences", _ENQUIRIES.of, _conferences,
                          _ENQUIRIES.shows)  # fmt: skip


def whole(*tables: str) -> View:
    """The rows of these tables one below the other, for what is asked of the census as a whole."""

    def build(given: Prepared) -> pl.LazyFrame:
        below = [_named(given[table].lazy(), table, apart=YEAR) for table in tables]
        return pl.concat([given["Header"].lazy(), *below], how="diagonal")

    return View(f"every row of {' and '.join(tables)}", ("Header", *tables), build)


CENSUS: Final = whole("Children", "Disabilities", "CINdetails", "Section47", "ChildProtectionPlans")
