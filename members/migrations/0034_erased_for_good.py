from django.db import migrations

# Whoever can write rows can meet the retention rules by untrue ones, and members_erase_traces then deletes a member's
# history. It must cost them the entry itself: at the end of the transaction it has to be blank (the constraint
# nobody_is_left_of_whom_was_erased), and it stays so.
ERASED = """
CREATE FUNCTION public.members_erased_is_blank() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM members_member WHERE id = NEW.row_id AND anonymised_at IS NOT NULL) THEN
        RAISE EXCEPTION 'members_erase_traces: the traces of member % are erased, the entry is not', NEW.row_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'erased_is_blank';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER members_erased_is_blank AFTER INSERT ON public.office_erasedrow
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.table_name = 'members_member')
EXECUTE FUNCTION public.members_erased_is_blank();

CREATE FUNCTION public.members_erased_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'Member % was erased for good', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'erased_stays';
END
$$;
CREATE TRIGGER members_erased_stays BEFORE UPDATE ON public.members_member
FOR EACH ROW WHEN (OLD.anonymised_at IS NOT NULL AND NEW.anonymised_at IS NULL)
EXECUTE FUNCTION public.members_erased_stays();
"""
DROP = """
DROP TRIGGER members_erased_stays ON public.members_member;
DROP FUNCTION public.members_erased_stays();
DROP TRIGGER members_erased_is_blank ON public.office_erasedrow;
DROP FUNCTION public.members_erased_is_blank();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0033_periods_and_places_are_read")]

    operations = [migrations.RunSQL(ERASED, DROP)]
