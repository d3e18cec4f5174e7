"""The vocabulary of event kinds: what can happen to a child, and the thread each thing belongs to.

A kind that no record announces yet is declared all the same: clocks name it, and the generated
reference lists them as waiting. Some kinds bear a date that lies ahead (a review booked, an order's
end): their title says so. What is owed by the authority rather than for a child has the authority
as its subject.
"""

from __future__ import annotations

from kinkeeper.law.vocabulary import CHILD, EventKind, Vocabulary

K = EventKind
EVENTS = Vocabulary()

EVENTS.declare(  # the child
    [
        K("child_died", "Child died", CHILD),
        K("note_recorded", "Note", "note"),
        K("child_turned_16", "Child turned 16", CHILD, derived=True),
        K("child_turned_17", "Child turned 17", CHILD, derived=True),
        K("child_turned_18", "Child turned 18", CHILD, derived=True),
        K("child_turned_21", "Young person turned 21", CHILD, derived=True),
        K("child_turned_25", "Young person turned 25", CHILD, derived=True),
        K("death_known", "Authority learned of a death it must notify", CHILD),
        K("death_notified", "Death notified", CHILD),
        K("child_death_reviewed", "Child death review complete", CHILD),
    ]
)
EVENTS.declare(  # front door
    [
        K("contact_received", "Contact received", "contact"),
        K("contact_triaged", "Contact's outcome recorded by a qualified manager", "contact"),
        K("referral_telephoned", "Professional referred by telephone", "contact"),
        K("referral_form_received", "Written referral received", "contact"),
        K("edt_handover_opened", "Day service opened with out-of-hours work to accept", "contact"),
        K("edt_handover_accepted", "Out-of-hours work accepted by the day service", "contact"),
        K("mash_rated", "MASH enquiry rated", "mash", "contact"),
        K("mash_decided", "Decision made on a MASH enquiry", "mash", "contact"),
        K("mash_information_requested", "Partner asked for information", "mash_request", "mash"),
        K("mash_information_returned", "Partner's information returned", "mash_request", "mash"),
        K("referral_received", "Referral received", "episode"),
        K("referral_screened", "Referral screened by a manager", "episode"),
        K("referral_decided", "Response to a referral decided", "episode"),
        K("referrer_told", "Referrer told the outcome", "episode"),
        K("re_referral_received", "Referred again within 12 months", "episode", derived=True),
        K("re_referral_reviewed", "Re-referral reviewed by a manager", "episode"),
        K("referral_no_further_action", "Referral ended with no further action", "episode"),
        K("closure_decided", "Decision to close the case", "episode"),
        K("case_closed", "Case closed", "episode", codes="cin.reason_for_closure"),
        K("case_transfer_decided", "Decision to transfer the case", "transfer"),
        K("case_transfer_accepted", "Case accepted by the receiving manager", "transfer"),
    ]
)
EVENTS.declare(  # early help
    [
        K("early_help_allocated", "Early help allocated", "help"),
        K("early_help_lead_contacted", "Early-help lead professional contacted", "help"),
        K("early_help_assessed", "Early-help assessment and plan signed", "help"),
        K("early_help_planned", "Early-help plan agreed", "help"),
        K("early_help_reviewed", "Early-help plan reviewed", "help"),
        K("early_help_ended", "Early help ended", "help"),
        K("step_down_decided", "Decision to step down to early help", "episode"),
        K("step_down_meeting_held", "Step-down handover meeting held", "episode"),
    ]
)
EVENTS.declare(  # assessment and child in need
    [
        K("assessment_allocated", "Assessment allocated to a named worker", "episode"),
        K("child_seen", "Child seen", "visit", "episode"),
        K("assessment_started", "Assessment started", "assessment", "episode"),
        K("assessment_internally_reviewed", "Assessment reviewed", "assessment", "episode"),
        K("assessment_authorised", "Assessment authorised by a manager", "assessment", "episode"),
        K("assessment_shared", "Assessment shared with the family", "assessment", "episode"),
        K("initial_assessment_completed", "Initial assessment complete", "assessment", "episode"),
        K("core_assessment_decided", "Core assessment decided on", "assessment", "episode"),
        K("core_assessment_completed", "Core assessment complete", "assessment", "episode"),
        K("cin_plan_started", "Child in need plan started", "plan", "episode"),
        K("cin_meeting_held", "Child in need meeting held", "plan", "episode"),
        K("cin_visit_made", "Child in need visit made", "visit", "plan"),
        K("cin_plan_ended", "Child in need plan ended", "plan", "episode"),
        K("ehc_advice_requested", "Social care advice requested for an EHC plan", "ehc_request"),
        K("ehc_advice_sent", "Social care advice sent for an EHC plan", "ehc_request"),
    ]
)
EVENTS.declare(  # protection
    [
        K("significant_harm_suspected", "Significant harm suspected", "episode"),
        K(
            "strategy_discussion_held",
            "Strategy discussion held",
            "strategy",
            "episode",
            section="strategy",
        ),
        K(
            "s47_decided",
            "Strategy discussion decided on section 47",
            "strategy",
            "episode",
            section="strategy",
        ),
        K("s47_started", "Section 47 enquiry started", "enquiry", "episode"),
        K("s47_outcome_recorded", "Section 47 outcome recorded", "enquiry", "episode"),
        K(
            "s47_ended_no_conference",
            "Section 47 enquiry ended: no conference needed",
            "enquiry",
            "episode",
        ),
        K("birth_expected", "Date an unborn child is expected", "enquiry", "episode"),
        K("conference_booked", "Date a conference is booked for", "conference", "episode"),
        K("conference_report_shared", "Report shared with the family", "conference", "episode"),
        K("agency_reports_received", "Agencies' reports received", "conference", "episode"),
        K("conference_decisions_sent", "Conference decisions sent", "conference", "episode"),
        K("conference_minutes_sent", "Conference minutes sent", "conference", "episode"),
        K(
            "conference_initial_held",
            "Initial child protection conference held",
            "enquiry",
            "episode",
        ),
        K("cp_transfer_notified", "Told that a child on a plan has moved in", "episode"),
        K("conference_transfer_in_held", "Transfer-in conference held", "episode"),
        K("cp_plan_started", "Child protection plan started", "plan", "episode"),
        K("cp_plan_ended", "Child protection plan ended", "plan", "episode"),
        K("core_group_held", "Core group held", "plan", "episode"),
        K("cp_visit_made", "Child protection visit made", "visit", "plan"),
        K("cp_midpoint_checked", "Midway check made by the chair", "plan", "episode"),
        K(
            "cp_plan_running_long",
            "Child protection plan reached 15, 18 or 21 months",
            "plan",
            "episode",
            derived=True,
        ),
        K("cp_plan_senior_reviewed", "Long plan reviewed by head of service", "plan", "episode"),
        K(
            "conference_review_held",
            "Review child protection conference held",
            "plan",
            "episode",
        ),
        K("police_protection_started", "Taken into police protection", "order"),
        K("police_protection_ended", "Police protection ended", "order"),
        K("escalation_stage_opened", "Disagreement opened at a stage", "stage", "escalation"),
        K("escalation_stage_resolved", "Disagreement resolved at a stage", "stage", "escalation"),
        K("exploitation_risk_found", "Assessed at risk of exploitation", "exploitation"),
        K("exploitation_panel_held", "Heard at the exploitation panel", "exploitation"),
        K("exploitation_risk_ended", "Exploitation case ended", "exploitation"),
        K("serious_incident_known", "Authority learned of a serious incident", "incident"),
        K("serious_incident_notified", "Serious incident notified", "incident"),
        K("rapid_review_sent", "Rapid review sent to the national panel", "incident"),
        K("serious_case_referred", "Board's chair told of a serious case", "incident"),
        K("serious_case_review_decided", "Serious case review decided", "incident"),
    ]
)
EVENTS.declare(  # quality of practice
    [
        K("case_audited", "Case audit completed", "audit"),
        K("supervision_decided", "Decision made in supervision", "oversight"),
        K("manager_decided", "Manager's decision", "oversight"),
    ]
)
EVENTS.declare(  # court
    [
        K("s37_directed", "Section 37 investigation directed", "court_report"),
        K("s7_report_due", "Date set for a section 7 report", "court_report"),
        K("court_report_filed", "Report filed at court", "court_report"),
        K("epo_made", "Emergency protection order made", "order"),
        K("epo_extended", "Emergency protection order extended", "order"),
        K("epo_ended", "Emergency protection order ended or replaced", "order"),
        K("assessment_order_began", "Child assessment order took effect", "order"),
        K("assessment_order_done", "Assessment under an order done", "order"),
        K(
            "legal_planning_requested",
            "Legal planning meeting asked for",
            "legal_case",
            section="legal_advice",
        ),
        K(
            "legal_planning_held",
            "Legal planning meeting held",
            "legal_case",
            section="legal_advice",
        ),
        K("letter_before_proceedings_sent", "Letter before proceedings sent", "legal_case"),
        K("pre_proceedings_meeting_held", "Pre-proceedings meeting held", "legal_case"),
        K("pre_proceedings_reviewed", "Pre-proceedings reviewed", "legal_case"),
        K("pre_proceedings_ended", "Pre-proceedings ended", "legal_case"),
        K("proceedings_issued", "Care or supervision proceedings issued", "legal_case"),
        K("court_documents_filed", "Court documents filed", "legal_case"),
        K("standard_directions_given", "Standard directions given", "legal_case"),
        K("cmh_listed", "Date a case management hearing is listed", "hearing", "legal_case"),
        K("advocates_met", "Advocates' meeting held", "hearing", "legal_case"),
        K("cmh_held", "Case management hearing held", "hearing", "legal_case"),
        K("irh_held", "Issues resolution hearing held", "hearing", "legal_case"),
        K("proceedings_ended", "Proceedings concluded by a final order", "legal_case"),
        K("interim_order_end_set", "Date an interim order ends", "order", "legal_case"),
        K("interim_order_concluded", "Interim order renewed or replaced", "order", "legal_case"),
        K("supervision_order_made", "Supervision order made", "order"),
        K("supervision_order_decided", "Decided what follows a supervision order", "order"),
        K("sgo_notice_received", "Notice of a special guardianship application", "order"),
        K("sgo_report_filed", "Special guardianship report filed", "order"),
        K("secure_placed", "Placed in secure accommodation", "secure", "care"),
        K("secure_order_made", "Secure accommodation order made", "secure", "care"),
        K("secure_order_renewed", "Further secure accommodation order made", "secure", "care"),
        K("secure_criteria_reviewed", "Secure criteria reviewed", "secure", "care"),
        K("secure_released", "Left secure accommodation", "secure", "care"),
    ]
)
EVENTS.declare(  # care
    [
        K("looked_after_started", "Started to be looked after", "care"),
        K("looked_after_ended", "Ceased to be looked after", "care", codes="ssda903.REC"),
        K("ceasing_approved", "Decision to stop looking after approved", "care"),
        K("legal_status_started", "Legal status began", "legal_status", "care", codes="ssda903.LS"),
        K("legal_status_ended", "Legal status ended", "legal_status", "care"),
        K("s20_arrangement_reviewed", "Section 20 reconsidered", "legal_status", "care"),
        K("care_plan_recorded", "Care plan recorded", "care"),
        K("family_time_refused", "Contact refused", "family_time", "care"),
        K("family_time_notice_given", "Notice of refused contact given", "family_time", "care"),
        K("family_time_restored", "Contact resumed", "family_time", "care"),
        K("family_time_order_made", "Order allowing contact to be refused", "family_time", "care"),
        # A placement with adopters begins and ends in words of its own, under adoption.
        K("placement_started", "Placement started", "placement", "care", codes="ssda903.PLACE"),
        K("placement_ended", "Placement ended", "placement", "care", codes="ssda903.PLACE"),
        K("placement_plan_agreed", "Placement plan agreed", "placement", "care"),
        K("placement_notice_given", "Notice of a placement given", "placement", "care"),
        K("health_notice_given", "Health bodies told of a placement", "placement", "care"),
        K("placement_end_proposed", "Date a placement is to be ended", "placement", "care"),
        K("placement_end_reviewed", "Review held before ending placement", "placement", "care"),
        K("placement_ended_unannounced", "Placement ended without notice", "placement", "care"),
        K("placement_end_notice_given", "Late notice of an ending given", "placement", "care"),
        K("placement_disrupted", "Placement ended unplanned", "placement", "care"),
        K("disruption_meeting_held", "Disruption meeting held", "placement", "care"),
        K("out_of_area_placement_started", "Placed outside the area", "placement", "care"),
        K("out_of_area_approved", "Placement outside the area approved", "placement", "care"),
        K("parent_placement_approved", "Placement with parents approved", "placement", "care"),
        K("immediate_parent_placement_made", "Placed with a parent at once", "placement", "care"),
        K("immediate_placement_assessed", "Immediate placement assessed", "placement", "care"),
        K("immediate_placement_decided", "Immediate placement decided on", "placement", "care"),
        K("emergency_foster_placement_made", "Placed outside carer's terms", "placement", "care"),
        K("placement_terms_varied", "Carer's terms of approval varied", "placement", "care"),
        K("temporary_carer_approved", "Connected person approved for a time", "placement", "care"),
        K("temporary_approval_extended", "Temporary approval extended", "placement", "care"),
        K("carer_fully_approved", "Connected person fully approved", "placement", "care"),
        K("permanent_placement_agreed", "Placement meant to last to 18", "placement", "care"),
        K("longterm_foster_agreed", "Long-term foster terms agreed", "placement", "care"),
        K("interim_order_with_parent", "Interim order, living with parent", "placement", "care"),
        K("care_order_with_parent", "Care order, living with parent", "placement", "care"),
        K("living_arrangements_changed", "Others' arrangements changed", "placement", "care"),
        K("care_visit_made", "Looked-after visit made", "visit", "care"),
        K("visit_alone_recorded", "Whether seen alone recorded", "visit", "care"),
        K("visit_requested", "Visit asked for, or notice of concern", "request", "care"),
        K("short_breaks_started", "First of a series of short breaks", "short_breaks"),
        K("short_break_visit_made", "Visit during short breaks made", "short_breaks"),
        K("short_breaks_reviewed", "Short breaks reviewed", "short_breaks"),
        K("short_break_limit_due", "Date planned breaks reach a limit", "short_breaks"),
        K("short_break_limit_decided", "Decided how a limit will be kept", "short_breaks"),
        K("short_breaks_ended", "Short breaks ended", "short_breaks"),
        K("former_child_detained", "Formerly accommodated child detained", "detention"),
        K("detention_visit_made", "Visit in detention made", "detention"),
        K("detention_ended", "Detention ended", "detention"),
        K("remanded", "Remanded to youth detention", "remand", "care"),
        K("detention_plan_agreed", "Detention placement plan agreed", "remand", "care"),
        K("long_stay_started", "Stay in health or education began", "long_stay"),
        K("long_stay_notified", "Authority told of a long stay", "long_stay"),
        K("long_stay_ended", "Stay in health or education ended", "long_stay"),
        K("deprivation_of_liberty_started", "Deprivation of liberty began", "deprivation"),
        K("deprivation_of_liberty_ended", "Deprivation of liberty ended", "deprivation"),
        K("worker_allocated", "Worker allocated", "allocation"),
        K("worker_unallocated", "Allocation ended", "allocation"),
    ]
)
EVENTS.declare(  # reviews
    [
        K("iro_appointed", "Independent reviewing officer named", "care"),
        K("care_review_booked", "Date a review is booked for", "review", "care"),
        K("early_review_needed", "Date an early review must come before", "review", "care"),
        K("iro_worker_discussion_held", "Review talked over beforehand", "review", "care"),
        K("iro_met_child", "Reviewing officer met the child", "review", "care"),
        K("review_papers_sent", "Papers for a review sent", "review", "care"),
        K("care_review_held", "Looked-after review held", "review", "care"),
        K("review_meeting_held", "Review held as a meeting", "review", "care"),
        K("review_decisions_sent", "Review decisions sent", "review", "care"),
        K("review_record_completed", "Full record of a review written", "review", "care"),
        K("iro_alert_raised", "Reviewing officer raised an alert", "alert", "care"),
        K("iro_alert_answered", "Reviewing officer's alert answered", "alert", "care"),
        K("iro_dispute_started", "Formal dispute started", "dispute", "care"),
        K("iro_dispute_resolved", "Formal dispute resolved", "dispute", "care"),
    ]
)
EVENTS.declare(  # adoption
    [
        K(
            "adoption_decided",
            "Decided that adoption is in the child's best interests",
            "adoption",
            section="adoption",
        ),
        K("adoption_matched", "Matched with adopters", "adoption", section="adoption"),
        K(
            "placed_for_adoption_decided",
            "Decided to place for adoption",
            "adoption",
            section="adoption",
        ),
        K(
            "placed_for_adoption_reversed",
            "Decision to place for adoption reversed",
            "adoption",
            section="adoption",
        ),
        K(
            "adoption_consent_given",
            "Consent to placing for adoption given",
            "adoption",
            "care",
            section="adoption",
        ),
        K("placed_with_adopters", "Placed with adopters", "placement", "care", section="adoption"),
        K(
            "adoptive_placement_ended",
            "Placement with adopters ended",
            "placement",
            "care",
            section="adoption",
        ),
    ]
)
EVENTS.declare(  # health and education
    [
        K("health_assessed", "Health assessment report received", "health", "care"),
        K("dental_checked", "Teeth checked, or the check declined", "health", "care"),
        K("sdq_scored", "Strengths and difficulties scored", "health", "care"),
        K("turned_4_in_care", "Turned 4 while looked after", "care", derived=True),
        K("turned_5_in_care", "Turned 5 while looked after", "care", derived=True),
        K("designated_teacher_told", "Designated teacher told", "care"),
        K("pep_meeting_held", "Personal education plan meeting held", "pep", "care"),
        K("pep_recorded", "Personal education plan on record", "pep", "care"),
        K("pep_reviewed", "Personal education plan reviewed", "pep", "care"),
        K("school_term_began", "School term began", "term", "care"),
        K("emergency_school_change", "Emergency move changed school", "placement", "care"),
        K("school_started", "On roll and attending a new school", "placement", "care"),
        K("ks4_move_due", "Date of a move in key stage 4", "placement", "care"),
        K("ks4_move_approved", "Move in key stage 4 approved", "placement", "care"),
    ]
)
EVENTS.declare(  # missing
    [
        K(
            "missing_started",
            "Missing, or away without permission",
            "missing",
            codes="ssda903.MISSING",
        ),
        K(
            "missing_returned",
            "Returned after being missing or away",
            "missing",
            codes="ssda903.MISSING",
        ),
        K("missing_reported", "Missing child reported to the police", "missing"),
        K("missing_notices_given", "Parents and authorities told", "missing"),
        K("missing_briefed", "Director and lead member briefed", "missing"),
        K("missing_often", "Missing a third time in 30 days", "missing", derived=True),
        K(
            "missing_strategy_held",
            "Strategy meeting on going missing held",
            "missing",
            section="strategy",
        ),
        K("return_interview_done", "Return interview held or declined", "missing"),
    ]
)
EVENTS.declare(  # leaving care
    [
        K("became_eligible", "Became an eligible child", "pathway", derived=True),
        K("became_relevant", "Became a relevant child", "pathway", derived=True),
        K("became_former_relevant", "Became a former relevant child", "pathway", derived=True),
        K("leaving_care_assessed", "Leaving-care needs assessed", "pathway"),
        K("pathway_plan_made", "Pathway plan made", "pathway"),
        K("pathway_reviewed", "Pathway plan reviewed", "pathway"),
        K("adviser_appointed", "Personal adviser appointed", "pathway"),
        K("accommodation_moved", "Young person moved home", "pathway"),
        K("adviser_visit_made", "Personal adviser visited", "pathway"),
        K("leaver_contacted", "Care leaver in touch", "pathway"),
        K("pathway_ended", "Leaving-care help ended", "pathway"),
        K("staying_put_considered", "Staying Put considered", "review", "care"),
    ]
)
EVENTS.declare(  # private fostering
    [
        K("private_fostering_start_set", "Date private fostering is to begin", "arrangement"),
        K("private_fostering_notified", "Private fostering notified", "arrangement"),
        K("private_fostering_began", "Private fostering began", "arrangement"),
        K("private_fostering_visited", "Privately fostered child visited", "arrangement"),
        K("private_fostering_decided", "Suitability decided", "arrangement"),
        K("private_fostering_ended", "Private fostering ended", "arrangement"),
        K("private_fostering_end_notified", "End of private fostering notified", "arrangement"),
    ]
)
EVENTS.declare(  # the authority's own: the authority is the subject
    [
        K("edt_sampling_began", "Monthly sampling of out-of-hours work began", "authority"),
        K("edt_sample_checked", "Sample of out-of-hours decisions checked", "authority"),
        K("quarter_ended", "Quarter ended", "authority"),
        K("missing_report_made", "Report on missing children made", "authority"),
        K("local_offer_duty_began", "Duty to publish a care-leaver offer began", "authority"),
        K("local_offer_published", "Care-leaver offer published or confirmed", "authority"),
        K("financial_year_ended", "Year ended on 31 March", "authority"),
        K("private_fostering_report_made", "Private fostering report made", "authority"),
    ]
)

# What today's records announce, and what follows from it; a test holds it to the announcements.
# fmt: off
RECORDED = frozenset({
    "child_died", "referral_received", "referral_no_further_action", "case_closed",
    "assessment_started", "assessment_authorised", "strategy_discussion_held", "s47_started",
    "s47_ended_no_conference", "conference_initial_held", "conference_transfer_in_held",
    "conference_review_held", "cin_plan_started", "cin_plan_ended", "cp_plan_started",
    "cp_plan_ended", "looked_after_started", "looked_after_ended", "legal_status_started",
    "placement_started", "placement_ended", "care_review_held", "missing_started",
    "missing_returned", "deprivation_of_liberty_started", "deprivation_of_liberty_ended",
    "adoption_decided", "adoption_matched", "placed_for_adoption_decided", "placed_with_adopters",
    "placed_for_adoption_reversed", "worker_allocated", "worker_unallocated", "contact_received",
    "contact_triaged", "mash_rated", "mash_decided", "child_seen", "cin_visit_made",
    "cp_visit_made", "care_visit_made", "visit_alone_recorded", "return_interview_done",
    "adviser_appointed", "adviser_visit_made", "leaver_contacted", "child_turned_16",
    "child_turned_17", "child_turned_18", "child_turned_21", "child_turned_25",
    "re_referral_received", "missing_often", "cp_plan_running_long", "turned_4_in_care",
    "turned_5_in_care", "became_eligible", "became_relevant", "became_former_relevant",
    "adoptive_placement_ended", "note_recorded",
    "mash_information_requested", "mash_information_returned", "referral_telephoned",
    "referral_form_received", "referral_screened", "referral_decided", "referrer_told",
    "re_referral_reviewed", "edt_handover_opened", "edt_handover_accepted",
    "early_help_allocated", "early_help_lead_contacted", "early_help_assessed",
    "early_help_planned", "early_help_reviewed", "early_help_ended", "step_down_decided",
    "step_down_meeting_held", "closure_decided",
    "significant_harm_suspected", "s47_decided", "s47_outcome_recorded", "conference_booked",
    "conference_report_shared", "agency_reports_received", "conference_decisions_sent",
    "conference_minutes_sent", "cp_transfer_notified", "cp_midpoint_checked",
    "cp_plan_senior_reviewed", "cin_meeting_held", "core_group_held",
    "case_audited", "supervision_decided", "manager_decided",
    "legal_planning_requested", "legal_planning_held", "letter_before_proceedings_sent",
    "pre_proceedings_meeting_held", "pre_proceedings_reviewed", "pre_proceedings_ended",
    "proceedings_issued", "court_documents_filed", "standard_directions_given", "cmh_listed",
    "cmh_held", "irh_held", "proceedings_ended", "epo_made", "epo_extended", "epo_ended",
    "assessment_order_began", "assessment_order_done", "interim_order_end_set",
    "interim_order_concluded", "supervision_order_made", "supervision_order_decided",
})
# fmt: on

# Of these, what no return brings: held only once this authority has begun to record it here.
# fmt: off
UNRETURNED = frozenset({
    "contact_received", "contact_triaged", "mash_rated", "mash_decided", "child_seen",
    "cin_visit_made", "cp_visit_made", "care_visit_made", "visit_alone_recorded",
    "return_interview_done", "adviser_appointed", "adviser_visit_made", "leaver_contacted",
    "note_recorded",
    "mash_information_requested", "mash_information_returned", "referral_telephoned",
    "referral_form_received", "referral_screened", "referral_decided", "referrer_told",
    "re_referral_reviewed", "edt_handover_opened", "edt_handover_accepted",
    "early_help_allocated", "early_help_lead_contacted", "early_help_assessed",
    "early_help_planned", "early_help_reviewed", "early_help_ended", "step_down_decided",
    "step_down_meeting_held", "closure_decided",
    "significant_harm_suspected", "s47_decided", "s47_outcome_recorded", "conference_booked",
    "conference_report_shared", "agency_reports_received", "conference_decisions_sent",
    "conference_minutes_sent", "cp_transfer_notified", "cp_midpoint_checked",
    "cp_plan_senior_reviewed", "cin_meeting_held", "core_group_held",
    "case_audited", "supervision_decided", "manager_decided",
    "legal_planning_requested", "legal_planning_held", "letter_before_proceedings_sent",
    "pre_proceedings_meeting_held", "pre_proceedings_reviewed", "pre_proceedings_ended",
    "proceedings_issued", "court_documents_filed", "standard_directions_given", "cmh_listed",
    "cmh_held", "irh_held", "proceedings_ended", "epo_made", "epo_extended", "epo_ended",
    "assessment_order_began", "assessment_order_done", "interim_order_end_set",
    "interim_order_concluded", "supervision_order_made", "supervision_order_decided",
})
# fmt: on
