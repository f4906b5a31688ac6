-- What an SMS asks for beside its text, what it takes, and what joins its segments. NULL in rows of schema 1, and in calls.
ALTER TABLE message ADD COLUMN reference INTEGER;
ALTER TABLE message ADD COLUMN coding TEXT;
ALTER TABLE message ADD COLUMN segments INTEGER;
ALTER TABLE message ADD COLUMN options TEXT;
-- How the link has cut a message of several segments that it has begun to send; NULL for the basic form.
ALTER TABLE progress ADD COLUMN form TEXT;

-- The last concatenation reference of a recipient: his number without its plus.
CREATE TABLE concatenation (
  recipient BIGKEY,
  reference INTEGER NOT NULL
);
