package trunkline.gateway.trunk.planted;

import org.xbill.DNS.Name;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsDns(Name name) {}
