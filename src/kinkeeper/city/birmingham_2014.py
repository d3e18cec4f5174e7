"""The figures of Birmingham's service from April 2014 to March 2018, in our own words and form.

Figures of the Department for Education and Ofsted are Crown copyright, used under the Open
Government Licence v3.0. People, places and records made from them are invented.
"""

from __future__ import annotations

from datetime import date

from kinkeeper.city.figures import Figure, Path

DFE_CIN = "Department for Education, children in need census tables"
DFE_903 = "Department for Education, SSDA903 tables and Local Authority Interactive Tool"
LAIT = "Department for Education, Local Authority Interactive Tool"
OFSTED_2014 = "Ofsted, inspection of Birmingham, May 2014"
COUNCIL = "Birmingham City Council, statements to cabinet and scrutiny, 2014-15"
PRESS = "BBC News, May and October 2014; Community Care and CYP Now, 2014-15"
OURS = "chosen here so that the published figures come out together"

FIGURES = (
    Figure("referrals", "children", {2013: 13815, 2014: 19512, 2015: 13013, 2016: 17417, 2017: 17418},
           "sourced", DFE_CIN),
    Figure("re_referrals", "% of referrals", {2014: 21.1, 2015: 19.3, 2016: 22.0, 2017: 24.1},
           "sourced", DFE_CIN, "within twelve months"),
    Figure("not_in_need", "% of referrals", {2014: 35.0, 2015: 27.4, 2016: 38.6, 2017: 34.8},
           "sourced", DFE_CIN, "assessed and found not in need"),
    Figure("in_need", "children", {2014: 11372, 2015: 8817, 2016: 9542, 2017: 10731},
           "sourced", DFE_CIN, "episodes of need begun in the year"),
    Figure("in_need_kept", "share", {2014: 0.92, 2015: 0.94, 2016: 0.95, 2017: 0.95},
           "assumed", OURS, "published starts, ends and stock never balance: a tenth is missing"),
    Figure("not_in_need_more", "points", {2014: 2.0, 2015: 2.0, 2016: 1.0, 2017: 1.5},
           "assumed", OURS, "takes up most of what in_need_kept leaves"),
    Figure("enquiries", "children", {2014: 5525, 2015: 3781, 2016: 3873, 2017: 4575},
           "sourced", DFE_CIN, "section 47 enquiries"),
    Figure("conferences", "children", {2014: 1828, 2015: 1435, 2016: 1726, 2017: 1832},
           "sourced", DFE_CIN, "initial child protection conferences"),
    Figure("conferences_in_15_days", "%", {2014: 40.5, 2015: 50.5, 2016: 74.6, 2017: 72.1},
           "sourced", DFE_CIN),
    Figure("plans_begun", "children", {2014: 1735, 2015: 1339, 2016: 1608, 2017: 1682},
           "sourced", DFE_CIN),
    Figure("plans_second", "%", {2013: 21.5, 2014: 20.5, 2015: 20.8, 2016: 21.6, 2017: 24.0},
           "sourced", DFE_CIN),
    Figure("plan_reviews_on_time", "% of children", {2013: 80.0, 2014: 72.6, 2015: 77.2, 2016: 86.7,
           2017: 85.3}, "sourced", LAIT, "2013 assumed"),
    Figure("assessments_in_45_days", "%", {2014: 71.8, 2015: 82.0, 2016: 90.8, 2017: 91.3},
           "sourced", LAIT),
    Figure("looked_after_begun", "children", {2014: 936, 2015: 708, 2016: 740, 2017: 753},
           "sourced", DFE_903),
    Figure("looked_after_ended", "children", {2014: 768, 2015: 888, 2016: 725, 2017: 689},
           "sourced", DFE_903),
    Figure("adopted", "children", {2014: 109, 2015: 110, 2016: 160, 2017: 94}, "sourced", DFE_903),
    Figure("care_reviews_on_time", "% of reviews", {2013: 80, 2014: 84, 2015: 89, 2016: 92, 2017: 93},
           "assumed", OFSTED_2014, "more on time once Cafcass helped, November 2014 to March 2015"),
    Figure("visits_on_time", "% of visits", {2013: 70, 2014: 74, 2015: 82, 2016: 86, 2017: 87},
           "assumed", OURS, "timeliness recovers about a year after caseloads"),
    Figure("turnover", "% a year", {2014: 27, 2015: 20, 2016: 15, 2017: 13}, "sourced", COUNCIL),
    Figure("source_police", "% of referrals", {2014: 24.8, 2015: 30.6}, "sourced", LAIT),
    Figure("source_health", "% of referrals", {2014: 20.4, 2015: 16.0}, "sourced", LAIT),
    Figure("source_school", "% of referrals", {2014: 13.2, 2015: 12.7, 2017: 18.4}, "sourced", LAIT),
    Figure("died", "children", {2014: 14}, "assumed", DFE_CIN,
           "of the cases closed in a year about two in a thousand, closed by a death"),
    Figure("short_breaks", "children", {2014: 36}, "assumed", DFE_903,
           "under an agreed series of breaks; no count of children looked after holds them"),
    Figure("awaiting_assessment", "children", {2014: 932}, "sourced", DFE_CIN, "on 31 March 2014"),
    Figure("awaiting_conference", "children", {2014: 90}, "assumed", OURS, "enquiries of March"),
    Figure("contacts_waiting", "contacts", {2014: 137}, "sourced", OFSTED_2014, "18 March 2014"),
    Figure("notices_waiting", "notices", {2014: 1287}, "sourced", OFSTED_2014, "18 March 2014"),
    Figure("returning", "children", {2014: 3400}, "assumed", OURS,
           "closed in the year before the start: those who may come back within twelve months"),
    Figure("adoption_under_way", "children", {2014: 190}, "assumed", OFSTED_2014,
           "decided and not yet adopted; 145 waited for a match"),
)  # fmt: skip

PATHS = (
    Path("open_cases", "children",
         {date(2014, 4, 1): 9123, date(2015, 4, 1): 10050, date(2016, 4, 1): 9450,
          date(2017, 4, 1): 8800, date(2018, 4, 1): 9250},
         "derived", DFE_CIN, "published: 9,123, 9,676, 9,092, 8,414, 9,000; so that flows balance"),
    Path("plans", "children",
         {date(2014, 4, 1): 844, date(2015, 4, 1): 1280, date(2016, 4, 1): 845,
          date(2017, 4, 1): 983, date(2018, 4, 1): 1193}, "sourced", DFE_CIN),
    Path("looked_after", "children",
         {date(2014, 4, 1): 1826, date(2015, 4, 1): 1986, date(2016, 4, 1): 1810,
          date(2017, 4, 1): 1837, date(2018, 4, 1): 1921}, "sourced", DFE_903),
    Path("unaccompanied", "children",
         {date(2014, 4, 1): 13, date(2015, 4, 1): 20, date(2016, 4, 1): 71,
          date(2017, 4, 1): 119, date(2018, 4, 1): 146}, "sourced", DFE_903),
    Path("demand", "times the year's mean month",
         {date(2014, 4, 1): 0.66, date(2014, 7, 27): 0.7, date(2014, 9, 15): 1.05,
          date(2014, 11, 15): 1.18, date(2015, 1, 15): 1.26, date(2015, 3, 15): 1.08,
          date(2015, 4, 15): 1.5, date(2015, 6, 15): 0.94, date(2016, 3, 31): 0.9,
          date(2016, 4, 1): 0.8, date(2016, 6, 15): 1.04, date(2018, 3, 31): 1.0},
         "assumed", OURS, "MASH opens on 28 July 2014; screening tightens from June 2015"),
    Path("contacts", "a month", {date(2014, 4, 1): 2000, date(2014, 7, 27): 2050,
         date(2014, 8, 20): 2600, date(2015, 4, 1): 2800, date(2015, 7, 1): 2300,
         date(2018, 3, 31): 2600}, "derived", PRESS, "over 600 a week in August 2014"),
    Path("notices", "a month", {date(2014, 4, 1): 2000, date(2016, 9, 1): 3000,
         date(2018, 3, 31): 3000}, "assumed", "Ofsted, inspection of Birmingham, November 2016",
         "domestic abuse notices by the police: over 3,000 a month in September 2016"),
    Path("assessment_pace", "% in 45 days against the year's", {date(2014, 4, 1): 1.0,
         date(2014, 7, 1): 0.97, date(2014, 11, 15): 0.87, date(2015, 1, 10): 1.0,
         date(2015, 2, 10): 1.22, date(2015, 3, 31): 1.2, date(2015, 4, 20): 1.05,
         date(2015, 7, 1): 1.0, date(2018, 3, 31): 1.0},
         "assumed", OURS, "worst while 45 posts were empty"),
    Path("court_weeks", "weeks", {date(2013, 4, 1): 46, date(2014, 4, 1): 43, date(2015, 4, 1): 36,
         date(2016, 4, 1): 27, date(2018, 3, 31): 27}, "derived", OFSTED_2014,
         "by the day a case began; those that ended took 46 in 2013-14, 37 in 2015-16, 27 in mid-2016"),
    Path("posts", "posts", {date(2014, 4, 1): 382, date(2014, 10, 1): 382, date(2015, 1, 1): 485,
         date(2015, 7, 1): 511, date(2016, 3, 31): 525, date(2016, 10, 1): 565,
         date(2018, 3, 31): 600}, "sourced", PRESS, "485 counts team managers; 40 more a year"),
    Path("permanent", "workers", {date(2014, 4, 1): 276, date(2014, 10, 1): 276,
         date(2015, 1, 1): 324, date(2015, 7, 1): 350, date(2016, 4, 1): 392,
         date(2016, 10, 1): 435, date(2018, 3, 31): 510}, "derived", PRESS),
    Path("agency", "workers", {date(2014, 4, 1): 61, date(2014, 10, 1): 61, date(2015, 1, 1): 160,
         date(2015, 7, 1): 160, date(2016, 4, 1): 132, date(2016, 10, 1): 129,
         date(2018, 3, 31): 82}, "derived", PRESS),
    Path("children_an_iro", "children", {date(2014, 4, 1): 85, date(2016, 4, 1): 68,
         date(2018, 3, 31): 65}, "sourced", OFSTED_2014, "to 68 by 2016"),
    Path("unallocated", "% of open cases", {date(2014, 4, 1): 2.0, date(2014, 10, 1): 1.6,
         date(2015, 4, 1): 0.5, date(2018, 3, 31): 0.2}, "assumed", OFSTED_2014),
)  # fmt: skip
