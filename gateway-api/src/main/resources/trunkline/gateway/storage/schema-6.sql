-- Messages from phones, once each: whole, or with the numbers of the parts that never came. sender_key and recipient_key:
-- what the numbers are compared by, see NumberKey. action: what it was taken for, NULL for nothing. fingerprint to sequence: how
-- the delivery came that gave a message which stood alone, to know it again.
CREATE TABLE inbound (
  key BIGKEY,
  secret BIGINT NOT NULL,
  account BIGINT NOT NULL,
  way BIGINT NOT NULL,
  sender TEXT NOT NULL,
  sender_key TEXT NOT NULL,
  recipient TEXT NOT NULL,
  recipient_key TEXT NOT NULL,
  coding TEXT NOT NULL,
  is_binary INTEGER NOT NULL,
  body TEXT NOT NULL,
  ports TEXT,
  received_at BIGINT NOT NULL,
  parts INTEGER NOT NULL,
  missing TEXT,
  action TEXT,
  fingerprint BIGINT,
  bind INTEGER NOT NULL,
  session BIGINT NOT NULL,
  sequence INTEGER NOT NULL
);
CREATE INDEX inbound_account ON inbound (account, key);
CREATE INDEX inbound_sender ON inbound (sender_key, key);
CREATE INDEX inbound_recipient ON inbound (recipient_key, key);
CREATE INDEX inbound_fingerprint ON inbound (fingerprint) WHERE fingerprint IS NOT NULL;

-- Long messages whose parts are gathered (done_at 0), and those given of late, so that a part which comes again is known.
CREATE TABLE inbound_long (
  id BIGKEY,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  kind INTEGER NOT NULL,
  reference INTEGER NOT NULL,
  total INTEGER NOT NULL,
  began_at BIGINT NOT NULL,
  done_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX inbound_long_place ON inbound_long (sender, recipient, kind, reference, total, id);
CREATE INDEX inbound_long_open ON inbound_long (sender, recipient, id) WHERE done_at = 0;
CREATE INDEX inbound_long_waiting ON inbound_long (id) WHERE done_at = 0;
CREATE INDEX inbound_long_done ON inbound_long (done_at) WHERE done_at > 0;

-- Their parts; without their octets, once the message is given.
CREATE TABLE inbound_part (
  long BIGINT NOT NULL,
  number INTEGER NOT NULL,
  way BIGINT NOT NULL,
  fingerprint BIGINT NOT NULL,
  pdu BLOB,
  PRIMARY KEY (long, number)
) CLUSTERED;

-- Who wants no SMS of a sender: both as NumberKey has them. shown: the sender as people know it. inbound: the key of the
-- message that said so, 0 for none.
CREATE TABLE opt_out (
  sender_key TEXT NOT NULL,
  number_key TEXT NOT NULL,
  id BIGINT NOT NULL,
  account BIGINT NOT NULL,
  sender TEXT NOT NULL,
  number TEXT NOT NULL,
  at BIGINT NOT NULL,
  inbound BIGINT NOT NULL,
  PRIMARY KEY (sender_key, number_key)
) CLUSTERED;
CREATE INDEX opt_out_id ON opt_out (id);

-- Replies that the gateway sent by itself within the last hour.
CREATE TABLE auto_reply (
  number_key TEXT NOT NULL,
  at BIGINT NOT NULL,
  id BIGINT NOT NULL,
  PRIMARY KEY (number_key, id)
) CLUSTERED;
CREATE INDEX auto_reply_at ON auto_reply (at);
