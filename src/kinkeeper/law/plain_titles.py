"""What a duty is called where it stands alone: on a list, in a banner, above its reason.

A clock's own title is the table of duties', read under the heading of its area and beside its
neighbours. Where that title needs either to be understood, or is written in letters, the words for
standing alone are here, and nowhere else.
"""

from __future__ import annotations

from typing import Final

from kinkeeper.law.clock import Clock

ALONE: Final = {
    # front door and early help
    "contact_triage": "Contact screened and rated red, amber or green",
    "mash_red": "Multi-agency information and decision, rated red",
    "mash_amber": "Multi-agency information and decision, rated amber",
    "mash_green": "Multi-agency information and decision, rated green",
    "mash_partner_return": "Partner agency returns its information (red)",
    "mash_partner_return_amber": "Partner agency returns its information (amber)",
    "mash_partner_return_green": "Partner agency returns its information (green)",
    "manager_screen_24h": "Manager screens the referral",
    "marf_written_confirmation": "Professional confirms a telephoned referral in writing",
    "referrer_feedback": "Outcome fed back to the referrer",
    "rereferral_review": "Manager reviews a re-referral within 12 months",
    "edt_qa": "Sample check of out-of-hours decisions",
    "eh_review": "Early-help plan reviewed",
    "eh_stepdown_meeting": "Handover meeting on stepping down to early help",
    # assessment and protection
    "assessment_review_point": "Manager's checkpoint in the assessment",
    "initial_assessment_hist": "Initial assessment, as before 2013",
    "core_assessment_hist": "Core assessment, as before 2013",
    "social_care_ehc_advice": "Social care advice for an education, health and care assessment",
    "case_closure": "Closure of the case recorded and authorised",
    "s47_child_seen": "Child seen in the section 47 enquiry",
    "icpc_report_family": "Report shared with the family before the initial conference",
    "icpc_agency_reports": "Agencies' reports sent to the conference chair",
    "cp_transfer_in": "Transfer-in child protection conference",
    "prebirth_icpc": "Pre-birth child protection conference",
    "core_group_first": "First core group and full child protection plan",
    "core_group_repeat": "Next core group",
    "rcpc_next": "Next review child protection conference",
    "cp_chair_midpoint": "Midway check by the child protection chair",
    "cp_plan_long": "Senior review of a long child protection plan",
    "exploitation_panel": "Exploitation case heard at the multi-agency panel",
    "serious_incident_notify": "Serious incident notified",
    "scr_hist": "Serious case review decision, as before 2018",
    "child_death_review": "Child death reviewed",
    # court
    "advocates_meeting_cmh": "Advocates' meeting before the case management hearing",
    "gatekeeping": "Court allocates the case and gives standard directions",
    "secure_72h": "Secure accommodation without a court's authority ends",
    "secure_order": "Secure accommodation order ends",
    # care
    "remand_plan": "Plan for a child remanded to detention",
    "s85_notify": "Authority told of a child accommodated for 3 months by health or education",
    "case_transfer": "Case transferred between teams",
    "pwp_emergency_decision": "Decision after an immediate placement with a parent",
    "temp_approval_extension": "Decision to extend a connected person's temporary approval",
    "shortbreak_limits": "Short breaks kept within their limits",
    "visit_first_week": "Visit within a week of the placement",
    "visit_six_weekly_y1": "Next visit in the first year of the placement",
    "visit_three_monthly_permanent": "Next visit to a placement meant to last to 18",
    "visit_six_weekly_after_y1": "Next visit after the first year of the placement",
    "visit_longterm_foster": "Next visit to a long-term foster placement",
    "visit_reg19_weekly": "Weekly visit to a child placed with a parent before assessment",
    "visit_temp_or_ico_weekly": "Weekly visit under temporary approval, or an interim order at home",
    "visit_care_order_with_parent": "Next visit to a child at home under a care order",
    "visit_other_arranger": "Next visit where another person arranges where the child lives",
    "visit_on_request": "Visit that was reasonably asked for",
    "shortbreak_visit_first": "First visit in a series of short breaks",
    "adoption_visit": "Next visit to an adoptive placement",
    "cla_visit_alone": "Looked-after child seen alone",
    # reviews
    "shortbreak_review_first": "Next review of the short-break plan",
    "iro_appointed": "Reviewing officer appointed",
    "iro_sw_contact": "Reviewing officer and social worker talk before the review",
    "review_papers": "Reports sent to the reviewing officer before the review",
    "review_second": "Second looked-after review",
    "review_later": "Next looked-after review",
    "review_early": "Early looked-after review",
    "review_longterm_foster": "Review meeting in a long-term foster placement",
    "review_decisions": "Decisions of a looked-after review issued",
    "review_record": "Full record of a looked-after review completed",
    "iro_dispute_total": "Reviewing officer's formal dispute resolved",
    "iro_alert_response": "Manager answers the reviewing officer's alert",
    "adoption_review_unplaced_1": "Review after the authority to place for adoption",
    "iro_meets_child": "Reviewing officer meets the child before the first review",
    # health, education, missing
    "health_notify": "Health body told of a child coming into care or moving",
    "dental": "Dental check of a looked-after child",
    "pep_first": "Personal education plan begun",
    "pep_for_review": "Personal education plan ready for the first review",
    "pep_termly": "Personal education plan reviewed this term",
    "school_place": "School place after an emergency move",
    "designated_teacher_told": "Designated teacher told of a child in care",
    "ks4_move_approval": "Approval to disrupt the last two years of school",
    "missing_notify_parents": "Parents, authorities and police told of a missing child",
    "missing_strategy": "Strategy meeting on a child who goes missing again",
    "missing_dcs_alert": "Director and lead member told of a child long missing",
    "missing_quarterly": "Report on missing children to the board",
    # leaving care and private fostering
    "pathway_review_move": "Pathway plan reviewed after a move to unregulated accommodation",
    "pa_visit_first": "Personal adviser's visit after a move",
    "pa_visit": "Next visit by the personal adviser",
    "care_leaver_touch": "Kept in touch with as a care leaver",
    "staying_put": "Staying on with the foster carer considered",
    "pf_notice_by_carer": "Private foster carer gives notice of an arrangement",
    "pf_initial_visit": "Visit and enquiries after notice of private fostering",
    "pf_visit_y1": "Next private fostering visit, first year",
    "pf_visit_y2": "Next private fostering visit, later years",
    "pf_end_notice": "Private foster carer gives notice of an end or a change",
    "pf_suitability": "Decision on the suitability of private fostering",
    "pf_annual_report": "Annual report on private fostering",
}


def plain_title(clock: Clock) -> str:
    """What the duty is called where nothing around it helps."""
    return ALONE.get(clock.id, clock.title)
