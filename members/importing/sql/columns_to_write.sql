-- A fragment of other statements: what the row r writes, as JSON by column, with the unit created for it and the
-- encrypted certificate number. A row that changes a member writes none of the columns in `left_out`.
CASE WHEN r.member_id IS NULL THEN r.new ELSE r.new - %(left_out)s::text[] END
|| CASE WHEN r.missing_unit = '' OR r.member_id IS NOT NULL AND 'unit_id' = ANY(%(left_out)s::text[]) THEN '{}'
   ELSE jsonb_build_object('unit_id', %(units)s::jsonb -> r.missing_unit) END
|| CASE WHEN r.id_number = '' OR r.member_id IS NOT NULL AND 'id_hash' = ANY(%(left_out)s::text[]) THEN '{}'
   ELSE jsonb_build_object('id_number', r.id_number) END
