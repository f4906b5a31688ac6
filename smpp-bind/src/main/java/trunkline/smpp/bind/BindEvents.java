package trunkline.smpp.bind;

/** Where what happens on a bind goes: to its owner, into the ledger of its submits, and into the counts. */
record BindEvents(BindListener listener, SubmitLedger ledger, Counters counters) {}
