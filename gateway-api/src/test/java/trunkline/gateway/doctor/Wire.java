package trunkline.gateway.doctor;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.config.TrunkConfig;
import trunkline.profile.ProfileCatalog;

/** A wire on which messages are written down 5 ms apart. */
final class Wire {

    private final WireLog log = new WireLog(this::tick);
    private long nanos;

    private long tick() {
        nanos += TimeUnit.MILLISECONDS.toNanos(5);
        return nanos;
    }

    Wire sent(String... lines) {
        log.add(true, SipText.parse(String.join("\r\n", lines)));
        return this;
    }

    Wire received(String... lines) {
        log.add(false, SipText.parse(String.join("\r\n", lines)));
        return this;
    }

    WireLog log() {
        return log;
    }

    /** A trunk with these keys, in YAML, beside its name and proxy. */
    static TrunkConfig trunk(String keys) {
        return trunkAt("192.0.2.1", keys);
    }

    /** One with this proxy. */
    static TrunkConfig trunkAt(String proxy, String keys) {
        String more = keys.isEmpty() ? "" : ", " + keys;
        String yaml = "trunks: [{name: pbx, proxy: \"" + proxy + "\"" + more + "}]\n";
        try {
            return ConfigFile.parse("gateway.yaml", yaml, Path.of(""), ProfileCatalog.shipped())
                    .config()
                    .trunks()
                    .get(0);
        } catch (InvalidConfigException e) {
            throw new AssertionError(e);
        }
    }
}
