"""Factors found at the end of an assessment, as the children in need census codes them.

Where a code came or went with a schema, that schema's year is read as the year ending in March.
"""

from datetime import date

from kinkeeper.law.codes.code_set import Code, CodeSet

SINCE_2021_22 = date(2021, 4, 1)
UNTIL_2019_20 = date(2020, 3, 31)

RISK = "concerns that services may be required or the child may be at risk"
HARM = (
    "concerns that services may be required or the child may be suffering or likely to suffer "
    "significant harm due to abuse or neglect"
)
FOSTERED = f"Privately fostered: {RISK} as a privately fostered child: "

ASSESSMENT_FACTORS = CodeSet(
    "cin.assessment_factors",
    "Factors found at the end of the assessment",
    (
        Code("1A", "Alcohol misuse: concerns about alcohol misuse by the child"),
        Code("1B", "Alcohol misuse: concerns about alcohol misuse by the parent(s)/carer(s)"),
        Code(
            "1C",
            "Alcohol misuse: concerns about alcohol misuse by another person living in the "
            "household",
        ),
        Code("2A", "Drug misuse: concerns about drug misuse by the child"),
        Code("2B", "Drug misuse: concerns about drug misuse by the parent(s)/carer(s)"),
        Code(
            "2C",
            "Drug misuse: concerns about drug misuse by another person living in the household",
        ),
        Code(
            "3A",
            "Domestic violence: concerns about the child being the subject of domestic violence",
        ),
        Code(
            "3B",
            "Domestic violence: concerns about the child's parent(s)/carer(s) being the "
            "subject of domestic violence",
        ),
        Code(
            "3C",
            "Domestic violence: concerns about another person living in the household being "
            "the subject of domestic violence",
        ),
        Code("4A", "Mental health: concerns about the mental health of the child"),
        Code("4B", "Mental health: concerns about the mental health of the parent(s)/carer(s)"),
        Code(
            "4C",
            "Mental health: concerns about the mental health of another person in the "
            "family/household",
        ),
        Code("5A", "Learning disability: concerns about the child's learning disability"),
        Code(
            "5B",
            "Learning disability: concerns about the learning disability of the parent(s)/carer(s)",
        ),
        Code(
            "5C",
            "Learning disability: concerns about another person in the family/household's "
            "learning disability",
        ),
        Code(
            "6A",
            "Physical disability or illness: concerns about a physical disability or illness "
            "of the child",
        ),
        Code(
            "6B",
            "Physical disability or illness: concerns about a physical disability or illness "
            "of the parent(s)/carer(s)",
        ),
        Code(
            "6C",
            "Physical disability or illness: concerns about a physical disability or illness "
            "of another person in the family/household",
        ),
        Code(
            "7A",
            "Young carer: concerns that services may be required or the child's health or "
            "development may be impaired due to their caring responsibilities",
        ),
        Code(
            "8B",
            f"{FOSTERED}overseas children who intend to return",
        ),
        Code(
            "8C",
            f"{FOSTERED}overseas children who intend to stay",
        ),
        Code(
            "8D",
            f"{FOSTERED}UK children in educational placements",
        ),
        Code(
            "8E",
            f"{FOSTERED}UK children making alternative family arrangements",
        ),
        Code(
            "8F",
            f"{FOSTERED}other",
        ),
        Code(
            "9A",
            f"Unaccompanied asylum-seeking child: {RISK} of harm as an unaccompanied "
            "asylum-seeking child",
        ),
        Code(
            "10A",
            f"Missing: {RISK} of harm because of going or being missing",
        ),
        Code(
            "11A",
            f"Child sexual exploitation: {RISK} of harm due to child sexual exploitation",
        ),
        Code(
            "12A",
            f"Trafficking: {RISK} of harm due to trafficking",
        ),
        Code(
            "13A",
            f"Gangs: {RISK} of harm because of involvement in/with gangs",
        ),
        Code(
            "14A",
            f"Socially unacceptable behaviour: {RISK} due to their socially unacceptable behaviour",
        ),
        Code(
            "15A",
            f"Self-harm: {RISK} of harm due to suspected or actual self-harming",
        ),
        Code(
            "16A",
            f"Neglect: {HARM}",
        ),
        Code(
            "17A",
            f"Emotional abuse: {HARM}",
        ),
        Code(
            "18B",
            f"Physical abuse (child on child): {HARM} by another child",
        ),
        Code(
            "18C",
            f"Physical abuse (adult on child): {HARM} by an adult",
        ),
        Code(
            "19B",
            f"Sexual abuse (child on child): {HARM} by another child",
        ),
        Code(
            "19C",
            f"Sexual abuse (adult on child): {HARM} by an adult",
        ),
        Code("20", "Other"),
        Code(
            "21",
            "No factors identified: only use this if there is no evidence of any of the "
            "factors above and no further action is being taken",
        ),
        Code(
            "22A",
            f"Female genital mutilation (FGM): {RISK} due to female genital mutilation",
        ),
        Code(
            "23A",
            f"Abuse linked to faith or belief: {RISK} due to abuse linked to faith or belief",
        ),
        Code(
            "24A",
            f"Child criminal exploitation: {RISK} of harm due to child criminal exploitation",
            since=SINCE_2021_22,
        ),
        Code(
            "18A",
            "Physical abuse, not divided by who did it",
            until=UNTIL_2019_20,
            note="divided into 18B and 18C; checks of later years still let it through as a query",
        ),
        Code(
            "19A",
            "Sexual abuse, not divided by who did it",
            until=UNTIL_2019_20,
            note="divided into 19B and 19C; checks of later years still let it through as a query",
        ),
    ),
    source="Department for Education, children in need census schemas of 2020 to 2024",
)
