package trunkline.smpp.simulator;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a simulated SMSC listens and whom it lets in.
 *
 * @param host the address to listen on
 * @param port 0 for any free one, which {@link SmscSimulator#port} then tells
 * @param systemId of the one ESME that may bind; empty lets in everyone
 * @param password of that ESME
 * @param seed of all chance, so that a run can be had again
 * @param tls null to speak in the clear
 */
public record SimulatorSettings(String host, int port, String systemId, String password, long seed, @Nullable Tls tls) {

    /** On the loopback address, any port, for everyone. */
    public static final SimulatorSettings LOOPBACK = new SimulatorSettings("127.0.0.1", 0, "", "", 1);

    public SimulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("'port' is '%d': must be 0 to 65535".formatted(port));
        }
    }

    /** In the clear. */
    public SimulatorSettings(String host, int port, String systemId, String password, long seed) {
        this(host, port, systemId, password, seed, null);
    }

    public SimulatorSettings withAccount(String newSystemId, String newPassword) {
        return new SimulatorSettings(host, port, newSystemId, newPassword, seed, tls);
    }

    public SimulatorSettings withPort(int other) {
        return new SimulatorSettings(host, other, systemId, password, seed, tls);
    }

    public SimulatorSettings withTls(Tls other) {
        return new SimulatorSettings(host, port, systemId, password, seed, other);
    }

    /**
     * The SMSC's own certificate.
     *
     * @param certificate its chain in PEM
     * @param key its private key in PEM (PKCS #8)
     * @param clients certificates in PEM of those whose clients are let in; null to ask for no client certificate
     */
    public record Tls(Path certificate, Path key, @Nullable Path clients) {}

    @Override
    public String toString() {
        return "SimulatorSettings[%s:%d, systemId=%s, password=***]".formatted(host, port, systemId);
    }
}
