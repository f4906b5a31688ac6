package trunkline.gateway.message.planted;

import trunkline.gateway.storage.Database;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsAnAdapter(Database database) {}
