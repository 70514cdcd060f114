"""SQL for the migration: documents and their bytes are added, never changed or removed."""

DOCUMENTS_STAY = """
CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON funding_document
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER document_table_stays BEFORE TRUNCATE ON funding_document
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER filecontent_stays BEFORE UPDATE OR DELETE ON funding_filecontent
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER filecontent_table_stays BEFORE TRUNCATE ON funding_filecontent
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
"""
DOCUMENTS_STAY_BACK = """
DROP TRIGGER filecontent_table_stays ON funding_filecontent;
DROP TRIGGER filecontent_stays ON funding_filecontent;
DROP TRIGGER document_table_stays ON funding_document;
DROP TRIGGER document_stays ON funding_document;
"""
