package trunkline.sip.stack;

import java.util.function.LongSupplier;

/**
 * What a user agent lends to its calls.
 *
 * @param nanoClock {@code System.nanoTime}, or another in tests
 */
record UaParts(
        SipSettings settings,
        SipWire wire,
        SipMessages messages,
        CallTable table,
        CallTimers timers,
        LongSupplier nanoClock) {}
