package trunkline.smpp.bind;

import trunkline.smpp.session.Credentials;

/**
 * One transceiver bind to an SMSC.
 *
 * @param name for logs and metrics
 */
public record BindSettings(
        String name, Endpoint smsc, Credentials credentials, BindLimits limits, BindTimings timings) {

    public BindSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("'name' must not be empty");
        }
    }

    /** A bind with the default limits and timings. */
    public static BindSettings of(String name, String host, int port, Credentials credentials) {
        return new BindSettings(name, new Endpoint(host, port), credentials, BindLimits.DEFAULT, BindTimings.DEFAULT);
    }

    public BindSettings withLimits(BindLimits other) {
        return new BindSettings(name, smsc, credentials, other, timings);
    }

    public BindSettings withWindow(int size) {
        return withLimits(limits.withWindow(size));
    }

    public BindSettings withTimings(BindTimings other) {
        return new BindSettings(name, smsc, credentials, limits, other);
    }

    /**
     * Where the SMSC listens.
     *
     * @param host a name, looked up at each attempt, or an address
     * @param port 1 to 65535; 2775 is the registered one
     */
    public record Endpoint(String host, int port) {

        public Endpoint {
            if (host.isBlank()) {
                throw new IllegalArgumentException("'host' must not be empty");
            }
            Checks.inRange("port", port, 1, 65_535);
        }
    }
}
