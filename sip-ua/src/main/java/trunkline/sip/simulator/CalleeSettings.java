package trunkline.sip.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a callee is told at its start.
 *
 * @param bindAddress the address to listen on and to name in Contact
 * @param port 0 for any that is free
 * @param tcp whether to listen on TCP too
 * @param auth null for a callee that lets everybody call
 * @param demands on an INVITE, once it has the right credentials; the first that is not met decides
 */
public record CalleeSettings(
        String bindAddress, int port, boolean tcp, @Nullable CalleeAuth auth, List<CalleeDemand> demands) {

    public CalleeSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("'port' is '" + port + "': must be 0 to 65535");
        }
        demands = List.copyOf(demands);
    }

    /** UDP on any port of this address, for everybody. */
    public static CalleeSettings on(String bindAddress) {
        return new CalleeSettings(bindAddress, 0, false, null, List.of());
    }

    public CalleeSettings withPort(int newPort) {
        return new CalleeSettings(bindAddress, newPort, tcp, auth, demands);
    }

    public CalleeSettings withTcp() {
        return new CalleeSettings(bindAddress, port, true, auth, demands);
    }

    public CalleeSettings withAuth(@Nullable CalleeAuth newAuth) {
        return new CalleeSettings(bindAddress, port, tcp, newAuth, demands);
    }

    public CalleeSettings withDemands(List<CalleeDemand> newDemands) {
        return new CalleeSettings(bindAddress, port, tcp, auth, newDemands);
    }
}
