-- SMS that are sent again until the link in them is clicked; key: the message of the first time. created: number of the last
-- occurrence. period: microseconds from one to the next. next_at: when the next one is due, 0 if none will be. ended: why, NULL
-- as long as it goes on. hits: fetches of the link, of which the first ones have rows.
CREATE TABLE repetition (
  key BIGKEY,
  account BIGINT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  target TEXT,
  times INTEGER NOT NULL,
  period BIGINT NOT NULL,
  start_at BIGINT NOT NULL,
  created INTEGER NOT NULL,
  next_at BIGINT NOT NULL,
  ended TEXT,
  ended_at BIGINT NOT NULL DEFAULT 0,
  clicked_at BIGINT NOT NULL DEFAULT 0,
  hits INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX repetition_due ON repetition (next_at) WHERE next_at > 0;

-- Each time that it was sent: an ordinary message.
CREATE TABLE occurrence (
  parent BIGINT NOT NULL,
  number INTEGER NOT NULL,
  key BIGINT NOT NULL,
  PRIMARY KEY (parent, number)
) CLUSTERED;

CREATE TABLE link_hit (
  parent BIGINT NOT NULL,
  number INTEGER NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  agent TEXT NOT NULL,
  PRIMARY KEY (parent, number)
) CLUSTERED;
