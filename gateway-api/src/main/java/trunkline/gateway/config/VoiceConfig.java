package trunkline.gateway.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code voice}.
 *
 * @param files directory of the voice files
 * @param upload what an upload may be, and what is done to it
 * @param validity how long a voice message is worth a call
 * @param sip where SIP listens, unresolved
 * @param sipTls where and how trunks may connect to us over TLS; null for not
 * @param rtp where RTP is sent from
 */
public record VoiceConfig(
        Path files, Upload upload, Duration validity, InetSocketAddress sip, @Nullable SipTls sipTls, Rtp rtp) {

    /**
     * What an upload may be, and what is done to it.
     *
     * @param maxOctets its size
     * @param maxLength how long it may play
     * @param level active speech level that it is brought to
     * @param keptSilence of the silence at both ends, as much stays
     */
    public record Upload(long maxOctets, Duration maxLength, SpeechLevel level, KeptSilence keptSilence) {}

    /**
     * How trunks connect to us over TLS, at the address where SIP listens.
     *
     * @param port TCP
     * @param certificate our own with its chain, in PEM
     * @param key its private key, in PEM (PKCS #8)
     * @param trust certificates that the other side must have, or be signed by, in PEM; null where it needs none
     * @param least the lowest version taken, {@code 1.2} or {@code 1.3}
     */
    public record SipTls(int port, Path certificate, Path key, @Nullable Path trust, String least) {}

    /**
     * Where RTP is sent from.
     *
     * @param address the local address, as the offer names it
     * @param ports two for each call
     * @param shared whether all calls share the first of them, two for each core
     */
    public record Rtp(String address, PortRange ports, boolean shared) {}

    private static final String FILES = "data/voice";
    private static final long FILE_MAX_OCTETS = 20L << 20;
    private static final Duration FILE_MAX_LENGTH = Duration.ofMinutes(10);
    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final int SIP_PORT = 5_060;
    private static final int SIP_TLS_PORT = 5_061;
    private static final int PORT_MAX = 65_535;
    private static final PortRange RTP_PORTS = new PortRange(16_384, 32_767);

    static VoiceConfig read(Section section, Path baseDirectory) {
        VoiceConfig config = new VoiceConfig(
                baseDirectory.resolve(section.text("files", FILES)),
                upload(section),
                section.duration("validity", VALIDITY),
                section.read(
                        "sip-listen",
                        "must be HOST:PORT",
                        Section.Fallback.ofDefault(InetSocketAddress.createUnresolved("127.0.0.1", SIP_PORT)),
                        Values::address),
                sipTls(section, baseDirectory),
                new Rtp(
                        section.text("rtp-address", "127.0.0.1"),
                        section.read(
                                "rtp-ports",
                                "must be FIRST-LAST, 1 to 65535",
                                Section.Fallback.ofDefault(RTP_PORTS),
                                Values::ports),
                        section.flag("rtp-sharing", false)));
        section.end();
        return config;
    }

    private static @Nullable SipTls sipTls(Section parent, Path baseDirectory) {
        if (!parent.has("sip-tls")) {
            return null;
        }
        Section section = parent.section("sip-tls");
        String trust = section.text("trust", "");
        SipTls tls = new SipTls(
                section.integer("port", SIP_TLS_PORT, 0, PORT_MAX),
                baseDirectory.resolve(section.required("certificate", "must be a file in PEM")),
                baseDirectory.resolve(section.required("key", "must be a file in PEM")),
                trust.isEmpty() ? null : baseDirectory.resolve(trust),
                section.read("least", TlsConfig.LEAST_RULE, Section.Fallback.ofDefault("1.2"), TlsConfig::least));
        section.end();
        return tls;
    }

    private static Upload upload(Section section) {
        return new Upload(
                section.read(
                        "file-max-size",
                        "must be a size such as 500KB, 20MB",
                        Section.Fallback.ofDefault(FILE_MAX_OCTETS),
                        Values::size),
                section.duration("file-max-length", FILE_MAX_LENGTH),
                section.read(
                        "speech-level",
                        SpeechLevel.RULE,
                        Section.Fallback.ofDefault(SpeechLevel.DEFAULT),
                        SpeechLevel::parse),
                section.read(
                        "keep-silence",
                        KeptSilence.RULE,
                        Section.Fallback.ofDefault(KeptSilence.DEFAULT),
                        KeptSilence::parse));
    }
}
