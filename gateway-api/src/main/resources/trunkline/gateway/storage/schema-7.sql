-- How often a prompt was played in a call, and which keys were pressed; 0 and empty in rows of earlier schemas.
ALTER TABLE call ADD COLUMN plays INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN keys TEXT NOT NULL DEFAULT '';
