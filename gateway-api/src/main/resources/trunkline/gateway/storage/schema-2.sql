-- What an SMS asks for beside its text, what it takes, and what joins its segments. NULL in rows of schema 1, and in calls.
ALTER TABLE message ADD COLUMN reference INTEGER;
ALTER TABLE message ADD COLUMN coding TEXT;
ALTER TABLE message ADD COLUMN segments INTEGER;
ALTER TABLE message ADD COLUMN options TEXT;

-- The last concatenation reference of a recipient: his number without its plus.
CREATE TABLE concatenation (
  recipient BIGKEY,
  reference INTEGER NOT NULL
);
