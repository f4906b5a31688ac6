package trunkline.sip.trunk;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One trunk as its operator has described it.
 *
 * @param name in logs and metrics
 * @param proxy where every request that is not in a dialog goes
 * @param credentials null for a trunk that knows us by our address
 * @param registration null for a trunk that needs none
 * @param health null for one that is not watched
 * @param tls null for the common settings, where the transport is TLS
 * @param sources addresses that requests of the trunk may come from, beside those that its proxy has
 */
public record TrunkSettings(
        String name,
        NextHop proxy,
        TrunkIdentity identity,
        @Nullable Credentials credentials,
        NumberFormat numbers,
        TrunkLimits limits,
        TrunkManners manners,
        @Nullable RegistrationSettings registration,
        @Nullable HealthSettings health,
        @Nullable TlsSettings tls,
        List<InetAddress> sources) {

    public TrunkSettings {
        SettingCheck.notBlank("name", name);
        sources = List.copyOf(sources);
        SettingCheck.that(
                registration == null || registration.user() != null || credentials != null,
                "registration",
                name,
                "needs a user: that of its own, or that of the credentials");
    }

    /** A trunk with the common settings, without credentials. */
    public static TrunkSettings of(String name, String proxy, String fromDomain) {
        return new TrunkSettings(
                name,
                NextHop.parse(proxy),
                TrunkIdentity.from(fromDomain),
                null,
                NumberFormat.PLUS,
                TrunkLimits.DEFAULT,
                TrunkManners.DEFAULT,
                null,
                null,
                null,
                List.of());
    }

    public TrunkSettings withCredentials(@Nullable Credentials newCredentials) {
        return new TrunkSettings(
                name, proxy, identity, newCredentials, numbers, limits, manners, registration, health, tls, sources);
    }

    public TrunkSettings withIdentity(TrunkIdentity newIdentity) {
        return new TrunkSettings(
                name, proxy, newIdentity, credentials, numbers, limits, manners, registration, health, tls, sources);
    }

    public TrunkSettings withNumbers(NumberFormat newNumbers) {
        return new TrunkSettings(
                name, proxy, identity, credentials, newNumbers, limits, manners, registration, health, tls, sources);
    }

    public TrunkSettings withLimits(TrunkLimits newLimits) {
        return new TrunkSettings(
                name, proxy, identity, credentials, numbers, newLimits, manners, registration, health, tls, sources);
    }

    public TrunkSettings withManners(TrunkManners newManners) {
        return new TrunkSettings(
                name, proxy, identity, credentials, numbers, limits, newManners, registration, health, tls, sources);
    }

    public TrunkSettings withRegistration(@Nullable RegistrationSettings newRegistration) {
        return new TrunkSettings(
                name, proxy, identity, credentials, numbers, limits, manners, newRegistration, health, tls, sources);
    }

    public TrunkSettings withHealth(@Nullable HealthSettings newHealth) {
        return new TrunkSettings(
                name, proxy, identity, credentials, numbers, limits, manners, registration, newHealth, tls, sources);
    }

    public TrunkSettings withTls(@Nullable TlsSettings newTls) {
        return new TrunkSettings(
                name, proxy, identity, credentials, numbers, limits, manners, registration, health, newTls, sources);
    }

    public TrunkSettings withSources(List<InetAddress> addresses) {
        return new TrunkSettings(
                name, proxy, identity, credentials, numbers, limits, manners, registration, health, tls, addresses);
    }

    /** Host and, unless the default, port of the Request-URI of a new call. */
    public String requestHost() {
        String domain = identity.domain();
        return domain == null ? proxy.hostPort() : domain;
    }

    /** The transports that may be chosen where the proxy names none. */
    public Set<Transport> transports() {
        return tls == null ? EnumSet.of(Transport.UDP, Transport.TCP) : EnumSet.allOf(Transport.class);
    }
}
