package trunkline.gateway.trunk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.config.TrunkSip;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.HealthSettings;
import trunkline.sip.trunk.RegistrationSettings;
import trunkline.sip.trunk.TlsSettings;
import trunkline.sip.trunk.TrunkIdentity;
import trunkline.sip.trunk.TrunkLimits;
import trunkline.sip.trunk.TrunkSettings;

/** What the configuration says of a trunk, as settings of {@code sip-ua}. */
public final class TrunkSipSettings {

    private TrunkSipSettings() {}

    /**
     * All of it.
     *
     * @param local our own address, which From has where no domain is configured
     */
    public static TrunkSettings of(TrunkConfig config, InetSocketAddress local) throws IOException {
        TrunkSip sip = config.sip();
        String domain = config.login().fromDomain();
        TrunkSettings plain = TrunkSettings.of(
                config.name(),
                config.proxy().toString(),
                domain.isEmpty() ? local.getAddress().getHostAddress() : domain);
        TrunkSettings settings = TrunkProfileSettings.apply(config.profile(), plain);
        return settings.withLimits(
                        TrunkLimits.DEFAULT.withRing(config.ringTimeout()).withTalk(sip.talk()))
                .withIdentity(identity(sip, settings.identity()))
                .withNumbers(settings.numbers().withTechPrefix(sip.techPrefix()))
                .withManners(settings.manners().withRedirects(sip.redirects()).withHeaders(sip.headers()))
                .withSources(addresses(sip.sources()))
                .withTls(sip.tls() == null ? null : tls(sip.tls()))
                .withHealth(sip.watchEvery().isZero() ? null : HealthSettings.DEFAULT.withInterval(sip.watchEvery()))
                .withCredentials(credentials(config))
                .withRegistration(sip.registration().wanted() ? registration(sip.registration()) : null);
    }

    private static TrunkIdentity identity(TrunkSip sip, TrunkIdentity identity) {
        return identity.withDomain(orNull(sip.domain()))
                .withFromUser(orNull(sip.caller().user()))
                .withCaller(identity.caller()
                        .withHidden(sip.caller().hidden())
                        .withDiversion(orNull(sip.caller().diversion())));
    }

    private static @Nullable Credentials credentials(TrunkConfig config) {
        String username = config.login().username();
        return username.isEmpty()
                ? null
                : Credentials.of(username, config.login().password());
    }

    private static RegistrationSettings registration(TrunkSip.Registration registration) {
        return RegistrationSettings.DEFAULT
                .withExpires(registration.expires())
                .withRegistrar(orNull(registration.registrar()), null);
    }

    private static List<InetAddress> addresses(List<String> sources) throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String source : sources) {
            addresses.add(InetAddress.getByName(source));
        }
        return addresses;
    }

    private static TlsSettings tls(TrunkSip.Tls tls) {
        TlsSettings settings = TlsSettings.DEFAULT.withMinimum(TlsSettings.Version.of(tls.least()));
        Path trust = tls.trust();
        Path certificate = tls.certificate();
        Path key = tls.key();
        if (trust != null) {
            settings = settings.withTrusted(trust);
        }
        if (certificate != null && key != null) {
            settings = settings.withCertificate(certificate, key);
        }
        return tls.serverName().isEmpty() ? settings : settings.withName(tls.serverName());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
