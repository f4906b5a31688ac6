-- The SIMs of banks of modems; see SimState. day, month: the periods in which so many segments were sent.
CREATE TABLE sim (
  way BIGINT NOT NULL,
  name TEXT NOT NULL,
  day BIGINT NOT NULL,
  today INTEGER NOT NULL,
  month BIGINT NOT NULL,
  this_month INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  rests INTEGER NOT NULL,
  rests_until BIGINT NOT NULL,
  quarantined_at BIGINT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (way, name)
) CLUSTERED;

-- The SIM that a recipient is written to by, since at.
CREATE TABLE sim_recipient (
  way BIGINT NOT NULL,
  recipient TEXT NOT NULL,
  sim TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (way, recipient)
) CLUSTERED;

-- waits: 1 for what waits for a SIM, and is looked at as soon as one is released.
ALTER TABLE due ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
