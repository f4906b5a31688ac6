package trunkline.smpp.simulator;

/**
 * Where a simulated SMSC listens and whom it lets in.
 *
 * @param host the address to listen on
 * @param port 0 for any free one, which {@link SmscSimulator#port} then tells
 * @param systemId of the one ESME that may bind; empty lets in everyone
 * @param password of that ESME
 * @param seed of all chance, so that a run can be had again
 */
public record SimulatorSettings(String host, int port, String systemId, String password, long seed) {

    /** On the loopback address, any port, for everyone. */
    public static final SimulatorSettings LOOPBACK = new SimulatorSettings("127.0.0.1", 0, "", "", 1);

    public SimulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("'port' is '%d': must be 0 to 65535".formatted(port));
        }
    }

    public SimulatorSettings withAccount(String newSystemId, String newPassword) {
        return new SimulatorSettings(host, port, newSystemId, newPassword, seed);
    }

    @Override
    public String toString() {
        return "SimulatorSettings[%s:%d, systemId=%s, password=***]".formatted(host, port, systemId);
    }
}
