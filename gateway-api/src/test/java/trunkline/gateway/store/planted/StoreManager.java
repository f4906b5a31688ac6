package trunkline.gateway.store.planted;

/** Breaks a rule of the architecture, to show that the rule bites. */
record StoreManager() {}
