package trunkline.sip.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What a callee is told at its start.
 *
 * @param bindAddress the address to listen on and to name in Contact
 * @param port 0 for any that is free
 * @param tcp whether to listen on TCP too
 * @param auth null for a callee that lets everybody call
 */
public record CalleeSettings(String bindAddress, int port, boolean tcp, @Nullable CalleeAuth auth) {

    public CalleeSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("'port' is '" + port + "': must be 0 to 65535");
        }
    }

    /** UDP on any port of this address, for everybody. */
    public static CalleeSettings on(String bindAddress) {
        return new CalleeSettings(bindAddress, 0, false, null);
    }

    public CalleeSettings withPort(int newPort) {
        return new CalleeSettings(bindAddress, newPort, tcp, auth);
    }

    public CalleeSettings withTcp() {
        return new CalleeSettings(bindAddress, port, true, auth);
    }

    public CalleeSettings withAuth(@Nullable CalleeAuth newAuth) {
        return new CalleeSettings(bindAddress, port, tcp, newAuth);
    }
}
