-- Which message a request with an Idempotency-Key has made. fingerprint: of what was asked for.
CREATE TABLE request_key (
  account BIGINT NOT NULL,
  value TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  message BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account, value)
) CLUSTERED;
CREATE INDEX request_key_at ON request_key (at);
