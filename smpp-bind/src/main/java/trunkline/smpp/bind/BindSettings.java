package trunkline.smpp.bind;

import trunkline.smpp.session.BindRequest;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.Endpoint;

/**
 * One bind to an SMSC.
 *
 * @param name for logs and metrics
 * @param smsc where it is
 * @param request what the bind says of itself
 * @param statuses what a command_status asks for
 */
public record BindSettings(
        String name, Endpoint smsc, BindRequest request, BindLimits limits, BindTimings timings, StatusRules statuses) {

    public BindSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("'name' must not be empty");
        }
    }

    /** A transceiver of SMPP 3.4 in the clear, with the default limits, timings and statuses. */
    public static BindSettings of(String name, String host, int port, Credentials credentials) {
        return new BindSettings(
                name,
                Endpoint.of(host, port),
                BindRequest.of(credentials),
                BindLimits.DEFAULT,
                BindTimings.DEFAULT,
                StatusRules.DEFAULT);
    }

    public BindSettings withName(String other) {
        return new BindSettings(other, smsc, request, limits, timings, statuses);
    }

    public BindSettings withSmsc(Endpoint other) {
        return new BindSettings(name, other, request, limits, timings, statuses);
    }

    public BindSettings withRequest(BindRequest other) {
        return new BindSettings(name, smsc, other, limits, timings, statuses);
    }

    public BindSettings withLimits(BindLimits other) {
        return new BindSettings(name, smsc, request, other, timings, statuses);
    }

    public BindSettings withWindow(int size) {
        return withLimits(limits.withWindow(size));
    }

    public BindSettings withTimings(BindTimings other) {
        return new BindSettings(name, smsc, request, limits, other, statuses);
    }

    public BindSettings withStatuses(StatusRules other) {
        return new BindSettings(name, smsc, request, limits, timings, other);
    }
}
