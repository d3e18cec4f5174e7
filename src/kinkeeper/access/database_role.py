"""The database role that serves: it may write records, but only add to what must never change."""

from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ROLE: Final = "kinkeeper_app"
APPEND_ONLY: Final = (
    "access_auditentry",
    "access_breakglass",
    "access_breakglassalert",
    "access_breakglassreview",
    "access_conflict",
    "access_looksanswer",
    "access_output",
    "access_outputcheck",
    "access_outputexception",
    "access_restrictionreview",
    "access_unusuallooks",
    "casefile_alertacknowledgement",
    "casefile_documentcheck",
    "casefile_documentpiece",
    "casefile_jointnote",
    "casefile_notetext",
    "casefile_taskend",
    "casefile_warningend",
    "casefile_warningreview",
    "chronology_event",
    "chronology_revision",
    "contexts_context",
    "contexts_contextassessment",
    "contexts_contextauthorisation",
    "contexts_contextcontact",
    "contexts_contextentry",
    "contexts_contextstep",
    "contexts_contextunlink",
    "contexts_planaction",
    "contexts_planoutcome",
    "duties_waiver",
    "earlyhelp_consent",
    "earlyhelp_familyassessment",
    "earlyhelp_guardwaiver",
    "earlyhelp_handoveranswer",
    "earlyhelp_handovermeeting",
    "earlyhelp_helpreview",
    "earlyhelp_helpstep",
    "earlyhelp_itemoutcome",
    "earlyhelp_levelsample",
    "earlyhelp_planitem",
    "earlyhelp_secondrating",
    "frontdoor_childclosed",
    "frontdoor_childmatch",
    "frontdoor_childtold",
    "frontdoor_childunmatch",
    "frontdoor_contactstep",
    "frontdoor_enquiryanswer",
    "frontdoor_enquiryrequest",
    "frontdoor_nightsample",
    "frontdoor_shifthandover",
    "practice_formversion",
    "practice_paperstep",
    "practice_submission",
    "protection_agencyreport",
    "protection_agreedplanending",
    "protection_conferenceheld",
    "protection_conferenceview",
    "protection_coregroupmember",
    "protection_enquirylead",
    "protection_enquiryoutcome",
    "protection_enquiryview",
    "protection_invitation",
    "protection_listenquiry",
    "protection_needoutcome",
    "protection_planaction",
    "protection_planactiondone",
    "protection_planagreement",
    "protection_plancheck",
    "protection_planending",
    "protection_planmeeting",
    "protection_planmeetingattendance",
    "protection_planneed",
    "protection_planterms",
    "protection_strategyattendance",
    "protection_strategyrecord",
    "quality_auditaction",
    "quality_auditactiontask",
    "quality_auditmoderation",
    "quality_auditpart",
    "quality_auditresult",
    "quality_dipsample",
    "quality_practicestandard",
    "quality_sampleanswer",
    "quality_standardacknowledgement",
    "returns_acceptance",
    "returns_acceptanceend",
    "returns_assignment",
    "returns_assignmentend",
    "returns_loadstate",
    "returns_runstate",
)
# Of these a row is added, and moved to the record that is kept when two are merged.
MOVES_ONLY: Final = (
    "casefile_alert",
    "casefile_document",
    "casefile_note",
    "casefile_task",
    "casefile_warningnote",
    "contexts_contextlink",
    "court_legalcase",
    "court_legalplanning",
    "court_legalstep",
    "earlyhelp_handover",
    "earlyhelp_levelset",
    "protection_harmsuspicion",
    "quality_caseaudit",
    "quality_oversight",
    "quality_samplecase",
)
# Of these a row is added, and later ended by these columns: the end, and whoever ended it.
ENDS_ONLY: Final = {
    "access_restriction": ("lifted_on", "lifted_by_id"),
    "access_restrictionpermit": ("ended_at",),
    "access_rolegrant": ("ended_on",),
}

_GRANTS: Final = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON FUNCTION public.kinkeeper_ensure_years(integer, integer) TO {role}",
)
# An append-only table and every partition it is stored in.
_TABLES: Final = """
    WITH RECURSIVE kept AS (
        SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relname = ANY (%s)
        UNION ALL
        SELECT i.inhrelid FROM pg_inherits i JOIN kept ON kept.oid = i.inhparent)
    SELECT relname FROM pg_class JOIN kept USING (oid) ORDER BY relname
"""


def after_migrate(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Django's signal after a migration: whatever was made, the rights are right."""
    grant_app_role(connections[using])


def grant_app_role(connection: BaseDatabaseWrapper, role: str = ROLE) -> None:
    """Let `role` serve, where the server has one: write records, but only add to what must stay."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            return
        name = sql.Identifier(role)
        for statement in _GRANTS:
            cursor.execute(sql.SQL(statement).format(role=name))
        cursor.execute(_TABLES, [[*APPEND_ONLY, *ENDS_ONLY, *MOVES_ONLY]])
        for (table,) in cursor.fetchall():
            revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")
            cursor.execute(revoke.format(table=sql.Identifier(table), role=name))
        moving = dict.fromkeys(MOVES_ONLY, ("person_id",))
        for table, columns in (ENDS_ONLY | moving).items():
            ends = sql.SQL(",").join(map(sql.Identifier, columns))
            grant = sql.SQL("GRANT UPDATE ({ends}) ON {table} TO {role}")
            cursor.execute(grant.format(ends=ends, table=sql.Identifier(table), role=name))
