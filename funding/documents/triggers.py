"""SQL for the migration: documents and their bytes are added, never changed or removed, until their file is erased."""

DOCUMENTS_STAY = """
CREATE FUNCTION funding_content_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM funding_document WHERE content_id = OLD.sha256) THEN
        RAISE EXCEPTION '% is history: these bytes belong to a document', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER document_stays BEFORE UPDATE ON funding_document
    FOR EACH ROW WHEN (NEW.erased_on IS NULL OR NOT workflows_file_is_erased(OLD.case_id))
    EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER document_row_stays BEFORE DELETE ON funding_document
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER document_table_stays BEFORE TRUNCATE ON funding_document
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER contentversion_stays BEFORE UPDATE ON funding_contentversion
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER contentversion_row_stays BEFORE DELETE ON funding_contentversion
    FOR EACH ROW WHEN (NOT workflows_file_is_erased(OLD.case_id)) EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER filecontent_stays BEFORE UPDATE ON funding_filecontent
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER filecontent_row_stays BEFORE DELETE ON funding_filecontent
    FOR EACH ROW EXECUTE FUNCTION funding_content_stays();
CREATE TRIGGER filecontent_table_stays BEFORE TRUNCATE ON funding_filecontent
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
"""
DOCUMENTS_STAY_BACK = """
DROP TRIGGER filecontent_table_stays ON funding_filecontent;
DROP TRIGGER filecontent_row_stays ON funding_filecontent;
DROP TRIGGER contentversion_row_stays ON funding_contentversion;
DROP TRIGGER contentversion_stays ON funding_contentversion;
DROP TRIGGER filecontent_stays ON funding_filecontent;
DROP TRIGGER document_table_stays ON funding_document;
DROP TRIGGER document_row_stays ON funding_document;
DROP TRIGGER document_stays ON funding_document;
DROP FUNCTION funding_content_stays();
"""
