"""What the database refuses about standing orders. Deleting used ones is refused by the decisions pointing to them."""

STANDING_ORDERS_STAY = """
CREATE OR REPLACE FUNCTION funding_standing_orders_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'valid_to' = to_jsonb(OLD) - 'valid_to' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'standing orders % stay as they are', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE TRIGGER funding_standing_orders_stay BEFORE UPDATE ON funding_standingorders
    FOR EACH ROW EXECUTE FUNCTION funding_standing_orders_stay();
"""
STANDING_ORDERS_STAY_REVERSED = """
DROP TRIGGER IF EXISTS funding_standing_orders_stay ON funding_standingorders;
DROP FUNCTION IF EXISTS funding_standing_orders_stay();
"""
