package trunkline.smpp.here.planted;

import trunkline.smpp.there.planted.There;

/** Breaks a rule of the architecture, to show that the rule bites. */
public record Here(There there) {}
