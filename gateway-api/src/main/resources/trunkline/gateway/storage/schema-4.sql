-- Whose a message is, beside its progress: an event of it names the account. 0 in rows of schema 3 and before.
ALTER TABLE progress ADD COLUMN account BIGINT NOT NULL DEFAULT 0;

-- Accounts whose events are written: those that have had an endpoint, or read the stream.
CREATE TABLE event_reader (
  account BIGKEY,
  since BIGINT NOT NULL
);

-- What has happened, written in the transaction of what it tells, and dropped when it is old. data: a JSON object, or NULL.
CREATE TABLE event (
  account BIGINT NOT NULL,
  id BIGINT NOT NULL,
  message BIGINT NOT NULL,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  data TEXT,
  PRIMARY KEY (account, id)
) CLUSTERED;

-- Where webhooks go. position: all events up to it were delivered, not wanted, or have a row in endpoint_retry or
-- endpoint_dead. replay_before: what died before then is to be tried again. removed: its rows are still being deleted.
CREATE TABLE endpoint (
  id BIGKEY,
  secret BIGINT NOT NULL,
  account BIGINT NOT NULL,
  url TEXT NOT NULL,
  filter TEXT NOT NULL,
  description TEXT NOT NULL,
  paused INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  position BIGINT NOT NULL,
  succeeded_at BIGINT NOT NULL DEFAULT 0,
  failed_at BIGINT NOT NULL DEFAULT 0,
  failure TEXT,
  replay_before BIGINT NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX endpoint_account ON endpoint (account, id);

-- What an endpoint's webhooks are signed with. expires_at: 0 for never.
CREATE TABLE endpoint_secret (
  endpoint BIGINT NOT NULL,
  number INTEGER NOT NULL,
  value TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (endpoint, number)
) CLUSTERED;

-- Events that an endpoint did not take yet, beside those that come in order.
CREATE TABLE endpoint_retry (
  endpoint BIGINT NOT NULL,
  event BIGINT NOT NULL,
  message BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  at BIGINT NOT NULL,
  until BIGINT NOT NULL,
  PRIMARY KEY (endpoint, event)
) CLUSTERED;

-- Events that an endpoint did not take in time. replay: to be tried again.
CREATE TABLE endpoint_dead (
  endpoint BIGINT NOT NULL,
  event BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  died_at BIGINT NOT NULL,
  failure TEXT NOT NULL,
  replay INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (endpoint, event)
) CLUSTERED;
