package trunkline.smpp.bind;

/** Where what happens on a bind goes: to its owner, into the ledgers of its requests, and into the counts. */
record BindEvents(BindListener listener, SubmitLedger submits, OperationLedger operations, Counters counters) {}
