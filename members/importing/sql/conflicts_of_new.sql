-- Makes conflicts of the rows whose person has been entered since the check: by certificate or employee number.
UPDATE members_importrow SET outcome = 'conflict' WHERE id IN (SELECT r.id {rows_of_slice}
AND (EXISTS (SELECT FROM members_member AS m WHERE m.id_hash = r.new ->> 'id_hash')
OR EXISTS (SELECT FROM members_member AS m WHERE m.employee_number = r.new ->> 'employee_number')))
