package trunkline.profile.planted;

import com.networknt.schema.Schema;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsNetworknt(Schema schema) {}
