"""Every act, regulation, guidance and procedure that a declaration cites: named once, here.

`SOURCES.children_act_1989.at("s31")` cites a place in one. `since` and `until` are the years in
which a source stood.
"""

from __future__ import annotations

from typing import NamedTuple

from kinkeeper.law.citation import Source


class Sources(NamedTuple):
    """The sources by name; iterating gives each once."""

    # Acts
    children_act_1989: Source = Source(
        "children_act_1989", "Children Act 1989", "statute", since=1991
    )
    children_act_2004: Source = Source(
        "children_act_2004", "Children Act 2004", "statute", since=2004
    )
    children_and_families_act_2014: Source = Source(
        "children_and_families_act_2014", "Children and Families Act 2014", "statute", since=2014
    )
    children_and_social_work_act_2017: Source = Source(
        "children_and_social_work_act_2017",
        "Children and Social Work Act 2017",
        "statute",
        since=2017,
    )
    # Regulations
    care_planning_2010: Source = Source(
        "care_planning_2010",
        "Care Planning, Placement and Case Review (England) Regulations 2010",
        "regulation",
        since=2011,
    )
    care_leavers_2010: Source = Source(
        "care_leavers_2010", "Care Leavers (England) Regulations 2010", "regulation", since=2011
    )
    detention_visits_2010: Source = Source(
        "detention_visits_2010",
        "Visits to Former Looked After Children in Detention (England) Regulations 2010",
        "regulation",
        since=2011,
    )
    adoption_agencies_2005: Source = Source(
        "adoption_agencies_2005", "Adoption Agencies Regulations 2005", "regulation", since=2005
    )
    private_fostering_2005: Source = Source(
        "private_fostering_2005",
        "Children (Private Arrangements for Fostering) Regulations 2005",
        "regulation",
        since=2005,
    )
    secure_accommodation_1991: Source = Source(
        "secure_accommodation_1991",
        "Children (Secure Accommodation) Regulations 1991",
        "regulation",
        since=1991,
    )
    send_2014: Source = Source(
        "send_2014",
        "Special Educational Needs and Disability Regulations 2014",
        "regulation",
        since=2014,
    )
    # Court rules
    family_procedure_12a: Source = Source(
        "family_procedure_12a",
        "Family Procedure Rules 2010, Practice Direction 12A",
        "court rules",
        since=2014,
    )
    # Statutory guidance
    working_together: Source = Source(
        "working_together",
        "Working Together to Safeguard Children (2013, 2015, 2018 and 2023)",
        "statutory guidance",
        since=2013,
    )
    working_together_2010: Source = Source(
        "working_together_2010",
        "Working Together to Safeguard Children (2010)",
        "statutory guidance",
        since=2010,
        until=2013,
    )
    child_death_review_2018: Source = Source(
        "child_death_review_2018",
        "Child Death Review Statutory and Operational Guidance",
        "statutory guidance",
        since=2018,
    )
    court_orders_2014: Source = Source(
        "court_orders_2014",
        "Court orders and pre-proceedings: guidance for local authorities",
        "statutory guidance",
        since=2014,
    )
    public_law_group_2021: Source = Source(
        "public_law_group_2021",
        "Public Law Working Group, best practice guidance",
        "statutory guidance",
        since=2021,
    )
    iro_handbook_2010: Source = Source(
        "iro_handbook_2010", "IRO Handbook", "statutory guidance", since=2011
    )
    education_of_looked_after: Source = Source(
        "education_of_looked_after",
        "Promoting the education of looked-after children (2010, 2014 and 2018)",
        "statutory guidance",
        since=2010,
    )
    health_of_looked_after: Source = Source(
        "health_of_looked_after",
        "Promoting the health and wellbeing of looked-after children (2009 and 2015)",
        "statutory guidance",
        since=2009,
    )
    missing_2014: Source = Source(
        "missing_2014",
        "Children who run away or go missing from home or care",
        "statutory guidance",
        since=2014,
    )
    # Standards
    private_fostering_standards_2005: Source = Source(
        "private_fostering_standards_2005",
        "National Minimum Standards for Private Fostering",
        "national minimum standard",
        since=2005,
    )
    lait: Source = Source(
        "lait", "Department for Education, Local Authority Interactive Tool", "data standard"
    )
    # Returns that the department prescribes
    cin_census: Source = Source(
        "cin_census", "Children in need census, guide and validation rules", "statutory return"
    )
    # Local procedures, read as examples of what councils set
    birmingham_concerns: Source = Source(
        "birmingham_concerns",
        "Birmingham City Council, page for professionals concerned about a child",
        "local procedure",
        since=2014,
    )
    hackney_mash: Source = Source(
        "hackney_mash", "Hackney, published MASH software", "local procedure", since=2022
    )
    merton_mash: Source = Source(
        "merton_mash", "Merton, MASH guide for professionals", "local procedure"
    )
    nottinghamshire: Source = Source(
        "nottinghamshire", "Nottinghamshire, children's services procedures", "local procedure"
    )
    walsall_early_help: Source = Source(
        "walsall_early_help", "Walsall, early help flow chart", "local procedure"
    )
    sefton_child_in_need: Source = Source(
        "sefton_child_in_need", "Sefton, child in need plans and reviews", "local procedure"
    )
    tees_child_protection: Source = Source(
        "tees_child_protection", "Tees Child Protection Procedures", "local procedure"
    )
    knowsley_education: Source = Source(
        "knowsley_education", "Knowsley, education of looked-after children", "local procedure"
    )
    derbyshire_missing: Source = Source(
        "derbyshire_missing", "Derbyshire, missing children guidance", "local procedure"
    )
    # What councils commonly do and nobody has written down for all
    practice: Source = Source("practice", "Practice norm", "practice norm")


SOURCES = Sources()
