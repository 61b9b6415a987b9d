from django.db import migrations

# The first row that members_erase_traces writes for a member empties the documents about the member and about the rows
# that refer to the member; those of dues are about payments. Number, hash and key stay: each remains provable.
EMPTY = """
CREATE FUNCTION public.members_empty_documents() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    place record;
BEGIN
    FOR place IN
        SELECT t.id AS kind, format('SELECT %L::bigint', NEW.row_id) AS rows
        FROM django_content_type AS t WHERE (t.app_label, t.model) = ('members', 'member')
        UNION ALL
        SELECT t.id, format(
            'SELECT p.id FROM members_duespayment AS p JOIN members_duescharge AS c ON c.id = p.charge_id'
            ' WHERE c.member_id = %L', NEW.row_id
        )
        FROM django_content_type AS t WHERE (t.app_label, t.model) = ('members', 'duespayment')
        UNION ALL
        SELECT t.id, format('SELECT %I FROM %s WHERE %I = %L', k.attname, c.conrelid::regclass, a.attname, NEW.row_id)
        FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        JOIN pg_index AS i ON i.indrelid = c.conrelid AND i.indisprimary
        JOIN pg_attribute AS k ON k.attrelid = c.conrelid AND k.attnum = i.indkey[0]
        JOIN django_content_type AS t ON c.conrelid = to_regclass(format('public.%I', t.app_label || '_' || t.model))
        WHERE c.contype = 'f' AND c.confrelid = 'members_member'::regclass
    LOOP
        EXECUTE format(
            $document$
                UPDATE office_issueddocument SET subject = '***', snapshot = ''
                WHERE about_type_id = $1 AND about_id IN (%s) AND (subject, snapshot) <> ('***', '')
            $document$, place.rows
        ) USING place.kind;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER members_empty_documents AFTER INSERT ON public.office_erasedrow
FOR EACH ROW WHEN (NEW.table_name = 'members_member') EXECUTE FUNCTION public.members_empty_documents();
"""
DROP = """
DROP TRIGGER members_empty_documents ON public.office_erasedrow;
DROP FUNCTION public.members_empty_documents();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0039_approvals"), ("office", "0016_erased_documents")]

    operations = [migrations.RunSQL(EMPTY, DROP)]
