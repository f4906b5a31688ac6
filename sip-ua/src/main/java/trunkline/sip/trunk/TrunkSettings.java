package trunkline.sip.trunk;

import org.jspecify.annotations.Nullable;

/**
 * One trunk as its operator has described it.
 *
 * @param name in logs and metrics
 * @param proxy where every request that is not in a dialog goes
 * @param credentials null for a trunk that knows us by our address
 * @param reliableProgress whether INVITEs offer 100rel, so that the trunk may ask for PRACK (RFC 3262 §4)
 */
public record TrunkSettings(
        String name,
        TrunkAddress proxy,
        TrunkIdentity identity,
        @Nullable Credentials credentials,
        NumberFormat numbers,
        TrunkLimits limits,
        boolean reliableProgress) {

    public TrunkSettings {
        SettingCheck.notBlank("name", name);
    }

    /** A trunk with the common settings, without credentials. */
    public static TrunkSettings of(String name, String proxy, String fromDomain) {
        return new TrunkSettings(
                name,
                TrunkAddress.parse(proxy),
                TrunkIdentity.from(fromDomain),
                null,
                NumberFormat.PLUS,
                TrunkLimits.DEFAULT,
                true);
    }

    public TrunkSettings withCredentials(@Nullable Credentials newCredentials) {
        return new TrunkSettings(name, proxy, identity, newCredentials, numbers, limits, reliableProgress);
    }

    public TrunkSettings withIdentity(TrunkIdentity newIdentity) {
        return new TrunkSettings(name, proxy, newIdentity, credentials, numbers, limits, reliableProgress);
    }

    public TrunkSettings withNumbers(NumberFormat newNumbers) {
        return new TrunkSettings(name, proxy, identity, credentials, newNumbers, limits, reliableProgress);
    }

    public TrunkSettings withLimits(TrunkLimits newLimits) {
        return new TrunkSettings(name, proxy, identity, credentials, numbers, newLimits, reliableProgress);
    }

    public TrunkSettings withReliableProgress(boolean offered) {
        return new TrunkSettings(name, proxy, identity, credentials, numbers, limits, offered);
    }

    /** Host and, unless the default, port of the Request-URI of a new call. */
    public String requestHost() {
        String domain = identity.domain();
        return domain == null ? proxy.hostPort() : domain;
    }
}
