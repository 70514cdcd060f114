"""SQL for the migration: what was submitted stays as it was submitted, until its file is erased."""

REPORT_VERSIONS_STAY = """
CREATE TRIGGER reportversion_stays BEFORE UPDATE ON funding_reportversion
    FOR EACH ROW WHEN (NOT workflows_file_is_erased(OLD.report_id)) EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER reportversion_row_stays BEFORE DELETE ON funding_reportversion
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER reportversion_table_stays BEFORE TRUNCATE ON funding_reportversion
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
"""
REPORT_VERSIONS_STAY_BACK = """
DROP TRIGGER reportversion_table_stays ON funding_reportversion;
DROP TRIGGER reportversion_row_stays ON funding_reportversion;
DROP TRIGGER reportversion_stays ON funding_reportversion;
"""
