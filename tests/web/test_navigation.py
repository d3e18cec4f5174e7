import pytest

from kinkeeper.access.roles import ROLES
from kinkeeper.web.navigation import AREAS, MOST, Area, navigation
from kinkeeper.web.reader import in_roles


@pytest.mark.parametrize("role", ROLES)
def test_nobody_sees_more_than_five_sections(role: str) -> None:
    """Whatever the role, the top of the page stays readable."""
    many = (*AREAS, *(Area(f"More {n}", "home", AREAS[0].needs) for n in range(MOST)))
    assert len(navigation(in_roles("A", [role]).holds, "/", many)) <= MOST


def test_sections_follow_permissions() -> None:
    """A role sees the sections that something it holds opens, and no others."""
    names = {
        role: [one.name for one in navigation(in_roles("A", [role]).holds, "/")] for role in ROLES
    }
    assert names["social_worker"] == ["Home", "Children", "Forms"]
    assert "Returns" in names["performance_analyst"]
    assert names["whistleblowing_officer"] == []


def test_the_section_one_stands_in_is_marked() -> None:
    """On its page "page", below it "true", elsewhere nothing."""
    holds = in_roles("A", ["performance_analyst"]).holds
    marks = {one.name: one.current for one in navigation(holds, "/returns/loads/abc/")}
    assert marks["Returns"] == "true"
    assert marks["Home"] == ""


def test_somebody_without_a_role_is_told_so() -> None:
    """The header never prints an empty role."""
    assert in_roles("A", []).role == "No role yet"
