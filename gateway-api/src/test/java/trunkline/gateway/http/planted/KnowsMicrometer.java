package trunkline.gateway.http.planted;

import io.micrometer.core.instrument.MeterRegistry;

/** Breaks a rule of the architecture, to show that the rule bites. */
record KnowsMicrometer(MeterRegistry registry) {}
