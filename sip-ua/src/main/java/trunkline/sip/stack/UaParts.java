package trunkline.sip.stack;

import java.util.function.LongSupplier;
import trunkline.sip.locate.Locator;
import trunkline.sip.stream.Streams;

/**
 * What a user agent lends to its trunks and calls.
 *
 * @param nanoClock {@code System.nanoTime}, or another in tests
 */
record UaParts(
        SipSettings settings,
        SipWire wire,
        SipMessages messages,
        CallTable table,
        Timers timers,
        Locator locator,
        KnownPeers peers,
        Farewells farewells,
        Streams streams,
        StreamMessages streamMessages,
        LongSupplier nanoClock) {}
