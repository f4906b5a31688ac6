package trunkline.gateway.simulator.planted;

import javax.sound.sampled.AudioFormat;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsSound(AudioFormat format) {}
