package trunkline.smpp.planted;

import trunkline.media.codec.Codec;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsMedia(Codec codec) {}
