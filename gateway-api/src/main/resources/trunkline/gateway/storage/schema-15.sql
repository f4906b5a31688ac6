-- What an account has sent, the newest first, however much others send.
CREATE INDEX message_account ON message (account, key);

-- Numbers that an account has switched off for SMS that it sends.
CREATE TABLE sms_off (
  account BIGINT NOT NULL,
  number TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account, number)
) CLUSTERED;

-- How an endpoint gets what phones send: NULL for an event, else the callback of a vendor, with what its hash is made of.
ALTER TABLE endpoint ADD COLUMN callback TEXT;
ALTER TABLE endpoint ADD COLUMN callback_account TEXT NOT NULL DEFAULT '';
ALTER TABLE endpoint ADD COLUMN callback_salt TEXT NOT NULL DEFAULT '';
ALTER TABLE endpoint ADD COLUMN callback_key TEXT NOT NULL DEFAULT '';
