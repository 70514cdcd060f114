"""SQL for the migration: what was submitted stays as it was submitted."""

REPORT_VERSIONS_STAY = """
CREATE TRIGGER reportversion_stays BEFORE UPDATE OR DELETE ON funding_reportversion
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER reportversion_table_stays BEFORE TRUNCATE ON funding_reportversion
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
"""
REPORT_VERSIONS_STAY_BACK = """
DROP TRIGGER reportversion_table_stays ON funding_reportversion;
DROP TRIGGER reportversion_stays ON funding_reportversion;
"""
