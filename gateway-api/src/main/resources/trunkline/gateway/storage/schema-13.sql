-- What a key may be used for (NULL for all), and until when (0 for ever).
ALTER TABLE api_key ADD COLUMN scopes TEXT;
ALTER TABLE api_key ADD COLUMN expires_at BIGINT NOT NULL DEFAULT 0;

-- What a batch was answered that came with a key; its row in request_key has message 0.
CREATE TABLE batch_answer (
  account BIGINT NOT NULL,
  value TEXT NOT NULL,
  answer TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account, value)
);
