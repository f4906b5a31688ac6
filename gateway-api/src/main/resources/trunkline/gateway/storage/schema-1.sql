-- The tables of schema 1. BIGKEY and BLOB stand for what each engine calls them; see Dialect.
-- A message row is written once and never rewritten; what changes is its narrow progress row, without an index on what
-- changes. A message without a progress row has been accepted, and nothing more.

CREATE TABLE way (
  id BIGKEY,
  name TEXT NOT NULL UNIQUE,
  claimed_up_to BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE message (
  key BIGKEY,
  secret BIGINT NOT NULL,
  account BIGINT NOT NULL,
  way BIGINT NOT NULL,
  voice INTEGER NOT NULL,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  body TEXT NOT NULL,
  prompt TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX message_way ON message (way, key);
CREATE INDEX message_prompt ON message (prompt) WHERE prompt IS NOT NULL;

CREATE TABLE progress (
  key BIGKEY,
  state INTEGER NOT NULL,
  version INTEGER NOT NULL,
  updated_at BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  segments INTEGER NOT NULL,
  claimed_to INTEGER NOT NULL,
  possible_duplicate INTEGER NOT NULL,
  reason TEXT
);
-- Open messages alone: the states below 10. A row enters it with its first claim and leaves it with its end.
CREATE INDEX progress_open ON progress (key) WHERE state < 10;

CREATE TABLE segment (
  key BIGINT NOT NULL,
  number INTEGER NOT NULL,
  state INTEGER NOT NULL,
  smsc_message_id TEXT,
  command_status INTEGER NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (key, number)
) CLUSTERED;

-- Which segment a receipt speaks of.
CREATE TABLE reference (
  way BIGINT NOT NULL,
  reference TEXT NOT NULL,
  key BIGINT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (way, reference)
) CLUSTERED;

-- Receipts that came before the response to their submit_sm, or that match nothing.
CREATE TABLE early_receipt (
  way BIGINT NOT NULL,
  reference TEXT NOT NULL,
  state INTEGER NOT NULL,
  body TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (way, reference, state)
) CLUSTERED;

CREATE TABLE call (
  key BIGKEY,
  call_id TEXT NOT NULL,
  sip_status INTEGER NOT NULL,
  sip_reason TEXT,
  q850 INTEGER NOT NULL,
  answered_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  played_ms BIGINT NOT NULL,
  prompt_ms BIGINT NOT NULL,
  packets BIGINT NOT NULL,
  hung_up_by_callee INTEGER NOT NULL
);

CREATE TABLE retry (
  key BIGKEY,
  way BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX retry_at ON retry (way, at);

CREATE TABLE account (
  id BIGKEY,
  name TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE api_key (
  hash TEXT PRIMARY KEY,
  account BIGINT NOT NULL,
  hint TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE voice_file (
  account BIGINT NOT NULL,
  name TEXT NOT NULL,
  prompt TEXT NOT NULL,
  octets BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account, name)
);
