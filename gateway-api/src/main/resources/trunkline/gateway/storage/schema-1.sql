-- The tables of schema 1. BIGKEY and CLUSTERED stand for what each engine calls them; see Schema.
-- A message row is written once and never rewritten; what changes is its progress row. A message without a progress row
-- has been accepted, and nothing more is recorded of it.

-- All messages of a way up to claimed_up_to may have been sent; all up to resolved_up_to have a progress row that says
-- what became of them. Those in between without a row were in flight.
CREATE TABLE way (
  id BIGKEY,
  name TEXT NOT NULL UNIQUE,
  claimed_up_to BIGINT NOT NULL DEFAULT 0,
  resolved_up_to BIGINT NOT NULL DEFAULT 0
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

-- segments: a line for each, see SegmentText. form: how the link has cut a message of several segments that it has
-- begun to send; NULL for its basic form.
CREATE TABLE progress (
  key BIGKEY,
  state INTEGER NOT NULL,
  version INTEGER NOT NULL,
  updated_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  sent_at BIGINT NOT NULL,
  possible_duplicate INTEGER NOT NULL,
  reason TEXT,
  segments TEXT,
  form TEXT
);
-- Open messages alone: the states below 10.
CREATE INDEX progress_open ON progress (key) WHERE state < 10;

-- Messages that ended before their way claimed them, until it has passed them.
CREATE TABLE withdrawn (
  way BIGINT NOT NULL,
  key BIGINT NOT NULL,
  PRIMARY KEY (way, key)
) CLUSTERED;

-- Messages that a way takes up at a time, whatever its marks say: retries.
CREATE TABLE due (
  key BIGKEY,
  way BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX due_at ON due (way, at);

-- Which segments a receipt may speak of: reference is the key of the SMSC's id, response_id that id as it came, or NULL if
-- it is the same.
CREATE TABLE reference (
  way BIGINT NOT NULL,
  reference TEXT NOT NULL,
  key BIGINT NOT NULL,
  number INTEGER NOT NULL,
  response_id TEXT,
  PRIMARY KEY (way, reference, key, number)
) CLUSTERED;

-- Every receipt that was matched, as it came.
CREATE TABLE receipt (
  key BIGINT NOT NULL,
  id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  received_at BIGINT NOT NULL,
  bind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  pdu BLOB NOT NULL,
  PRIMARY KEY (key, id)
) CLUSTERED;

-- Receipts that came before the response to their submit_sm, or that match nothing; and the references they may mean.
-- judged: their time to wait is over.
CREATE TABLE unmatched_receipt (
  id BIGKEY,
  way BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  bind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  pdu BLOB NOT NULL,
  judged INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX unmatched_unjudged ON unmatched_receipt (id) WHERE judged = 0;
CREATE TABLE unmatched_reference (
  way BIGINT NOT NULL,
  reference TEXT NOT NULL,
  receipt BIGINT NOT NULL,
  PRIMARY KEY (way, reference, receipt)
) CLUSTERED;

-- Segments that may be with the SMSC under an id that never came: a receipt that matches nothing else may be theirs.
CREATE TABLE unanswered (
  way BIGINT NOT NULL,
  recipient TEXT NOT NULL,
  key BIGINT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (way, recipient, key, number)
) CLUSTERED;

-- What is known of how an SMSC writes its ids, see IdLearning.
CREATE TABLE learnt (
  way BIGKEY,
  ids TEXT NOT NULL
);

-- What happened to a message that its progress does not tell.
CREATE TABLE step (
  id BIGKEY,
  key BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  segment INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  bind INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  sent_at BIGINT NOT NULL,
  answered_at BIGINT NOT NULL,
  command_status INTEGER NOT NULL,
  detail TEXT
);
CREATE INDEX step_key ON step (key);

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

CREATE TABLE account (
  id BIGKEY,
  name TEXT NOT NULL UNIQUE,
  operator INTEGER NOT NULL DEFAULT 0,
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
