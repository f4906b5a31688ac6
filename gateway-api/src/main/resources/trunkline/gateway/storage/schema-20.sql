-- Messages that go up step by step until one of them is reached. state: a name of LadderState. started: number of the last step
-- that was begun. reached: number of the step that reached what it was to, 0 for none. next_at: when the next step is due,
-- 0 once it has ended.
CREATE TABLE ladder (
  key BIGKEY,
  secret BIGINT NOT NULL,
  account BIGINT NOT NULL,
  client_reference TEXT,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  started INTEGER NOT NULL,
  reached INTEGER NOT NULL,
  next_at BIGINT NOT NULL
);
CREATE INDEX ladder_next ON ladder (next_at) WHERE next_at > 0;

-- Their steps. asked: what was asked for, see StepColumn. recipient: to whom, a number in E.164 form. message: the key of the message that it became, NULL before; refused: why it
-- became none. sender_key and number_key: as NumberKey has them, of an SMS of a ladder that goes on.
CREATE TABLE ladder_step (
  ladder BIGINT NOT NULL,
  number INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  asked TEXT NOT NULL,
  goal TEXT NOT NULL,
  wait BIGINT NOT NULL,
  message BIGINT,
  refused TEXT,
  sender_key TEXT,
  number_key TEXT,
  PRIMARY KEY (ladder, number)
) CLUSTERED;
CREATE UNIQUE INDEX ladder_step_message ON ladder_step (message) WHERE message IS NOT NULL;
CREATE INDEX ladder_step_recipient ON ladder_step (recipient);
CREATE INDEX ladder_step_number ON ladder_step (number_key, sender_key) WHERE number_key IS NOT NULL;

-- The same of repetitions that go on; NULL in rows of earlier schemas.
ALTER TABLE repetition ADD COLUMN sender_key TEXT;
ALTER TABLE repetition ADD COLUMN number_key TEXT;
CREATE INDEX repetition_number ON repetition (number_key, sender_key) WHERE number_key IS NOT NULL;
