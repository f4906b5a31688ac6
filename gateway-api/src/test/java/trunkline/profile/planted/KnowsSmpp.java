package trunkline.profile.planted;

import trunkline.smpp.address.Address;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsSmpp(Address address) {}
