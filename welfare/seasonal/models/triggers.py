"""The SQL of the triggers of heat sites."""

import pgtrigger


def no_overlap(table: str, name: str, also: str = "TRUE") -> pgtrigger.Trigger:
    """Return a trigger that refuses a second row of a site with a day in common; `also` tells rows apart."""
    func = f"""
        -- Of two that are written at once neither would see the other.
        PERFORM FROM welfare_heatsite WHERE id = NEW.site_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT FROM {table} AS other
            WHERE other.id <> NEW.id AND other.site_id = NEW.site_id AND {also}
            AND daterange(other.begins_on, other.ends_on, '[]') && daterange(NEW.begins_on, NEW.ends_on, '[]')
        ) THEN
            RAISE EXCEPTION 'pgtrigger: two rows of a site hold at once'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = '{name}';
        END IF;
        RETURN NEW;
    """
    return pgtrigger.Trigger(name=name, operation=pgtrigger.Insert | pgtrigger.Update, when=pgtrigger.Before, func=func)
