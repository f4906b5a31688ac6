-- Accounts that pay in advance, and what is left, in millionths.
CREATE TABLE balance (
  account BIGKEY,
  amount BIGINT NOT NULL
);

-- What of the balance of its account was taken for a message, in millionths.
ALTER TABLE message ADD COLUMN charged BIGINT;
