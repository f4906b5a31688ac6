-- Accounts that may not send until an operator lifts it.
CREATE TABLE account_pause (
  account BIGKEY,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL
);

-- Every change of accounts, keys and configuration; rows are added only. fingerprint: of the configuration, in rows about it.
CREATE TABLE audit (
  id BIGKEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  fingerprint TEXT
);
