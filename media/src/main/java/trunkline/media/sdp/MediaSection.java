package trunkline.media.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;

/**
 * One media line of the other side's SDP and what belongs to it (RFC 8866 §5.14).
 *
 * @param media such as {@code audio}
 * @param port 0 if the other side refuses it (RFC 3264 §6)
 * @param connection the value of the c= line that counts for it, or null if there is none
 * @param attributes values of its own a= lines
 * @param sessionAttributes values of the session's, which count where its own say nothing
 */
record MediaSection(
        String media,
        int port,
        String protocol,
        List<String> formats,
        @Nullable String connection,
        List<String> attributes,
        List<String> sessionAttributes) {

    static final String PLAIN = "RTP/AVP";
    static final String SECURED = "RTP/SAVP";

    private static final int PORT_MAX = 65_535;
    private static final int FORMATS_MAX = 128;

    /** The section that the m= line {@code number} begins. */
    static MediaSection of(int number, String value, @Nullable String sessionConnection, List<String> sessionAttributes)
            throws UnusableSdpException {
        List<String> parts = List.of(value.split(" +"));
        if (parts.size() < 4 || parts.size() > 3 + FORMATS_MAX) {
            throw new UnusableSdpException(
                    "line " + number + ": must be m=media port protocol and 1 to " + FORMATS_MAX + " formats");
        }
        int port = SdpNumber.parse(parts.get(1));
        if (port < 0 || port > PORT_MAX) {
            throw new UnusableSdpException("line " + number + ": port must be one number, 0 to 65535");
        }
        return new MediaSection(
                parts.get(0),
                port,
                parts.get(2),
                parts.subList(3, parts.size()),
                sessionConnection,
                new ArrayList<>(),
                sessionAttributes);
    }

    MediaSection withConnection(String own) {
        return new MediaSection(media, port, protocol, formats, own, attributes, sessionAttributes);
    }

    boolean isAudioOverRtp() {
        return media.equals("audio") && (protocol.equals(PLAIN) || isSecured()) && port != 0;
    }

    /** Whether it is encrypted under keys of the SDP. */
    boolean isSecured() {
        return protocol.equals(SECURED);
    }

    /** Its crypto lines that we can use, in its order (RFC 4568 §4: they belong to media lines only). */
    List<Crypto> cryptos() {
        List<Crypto> cryptos = new ArrayList<>();
        for (String attribute : attributes) {
            Crypto crypto =
                    attribute.startsWith("crypto:") ? Crypto.parse(attribute.substring("crypto:".length())) : null;
            if (crypto != null) {
                cryptos.add(crypto);
            }
        }
        return cryptos;
    }

    /** Whether reports may share the audio's port (RFC 5761 §5.1.1). */
    boolean isMuxed() {
        return attributes.contains("rtcp-mux");
    }

    /** The value of the first attribute {@code name}, its own before the session's; null if neither has it. */
    @Nullable
    String attribute(String name) {
        String own = find(attributes, name);
        return own == null ? find(sessionAttributes, name) : own;
    }

    /** Which way audio goes, seen from the other side; both, if nothing is said (RFC 8866 §6.7). */
    Direction direction() {
        for (List<String> level : List.of(attributes, sessionAttributes)) {
            for (String attribute : level) {
                Direction direction = Direction.named(attribute);
                if (direction != null) {
                    return direction;
                }
            }
        }
        return Direction.SENDRECV;
    }

    /** What each format means that means anything to us, in the order of the line. */
    List<PayloadType> payloadTypes() {
        List<PayloadType> types = new ArrayList<>();
        for (String format : formats) {
            int number = SdpNumber.parse(format);
            PayloadType type = number < 0 || number > PayloadType.NUMBER_MAX ? null : payloadType(number);
            if (type != null) {
                types.add(type);
            }
        }
        return types;
    }

    InetSocketAddress rtp() throws UnusableSdpException {
        String value = connection;
        if (value == null) {
            throw new UnusableSdpException("SDP without a connection line for its audio");
        }
        return new InetSocketAddress(address(value), port);
    }

    /** Where reports go: the next port, unless an attribute says otherwise (RFC 3605 §2.1). */
    InetSocketAddress rtcp() throws UnusableSdpException {
        InetAddress address = rtp().getAddress();
        int rtcpPort = port + 1;
        String value = attribute("rtcp");
        if (value != null) {
            int space = value.indexOf(' ');
            rtcpPort = SdpNumber.parse(space < 0 ? value : value.substring(0, space));
            address = space < 0 ? address : address(value.substring(space + 1));
        }
        if (rtcpPort < 1 || rtcpPort > PORT_MAX) {
            throw new UnusableSdpException(
                    "RTCP port of '" + (value == null ? "port + 1" : value) + "': must be 1 to 65535");
        }
        return new InetSocketAddress(address, rtcpPort);
    }

    /** By its rtpmap (RFC 8866 §6.6), else by its number; null if that is not enough to know it. */
    private @Nullable PayloadType payloadType(int number) {
        String prefix = number + " ";
        for (String attribute : attributes) {
            if (attribute.startsWith("rtpmap:" + prefix)) {
                return mapped(number, attribute.substring("rtpmap:".length() + prefix.length()));
            }
        }
        return PayloadType.ofStatic(number);
    }

    /** {@code encoding/rate} or {@code encoding/rate/channels}; more than one channel is nothing for a telephone. */
    private static @Nullable PayloadType mapped(int number, String value) {
        String[] parts = value.trim().split("/", -1);
        int rate = parts.length < 2 ? -1 : SdpNumber.parse(parts[1]);
        boolean mono = parts.length == 2 || (parts.length == 3 && parts[2].equals("1"));
        return rate > 0 && mono ? new PayloadType(number, parts[0], rate) : null;
    }

    /** {@code IN IP4 address}: an address as such, since a name would have us ask around for it (RFC 8866 §5.7). */
    private static InetAddress address(String value) throws UnusableSdpException {
        String[] parts = value.trim().split(" +", -1);
        InetAddress address = parts.length == 3 && parts[0].equals("IN") ? IpLiteral.parse(parts[1], parts[2]) : null;
        if (address == null) {
            throw new UnusableSdpException(
                    "connection '" + value + "': must be IN IP4 or IN IP6 and one address in digits");
        }
        return address;
    }

    private static @Nullable String find(List<String> attributes, String name) {
        String prefix = name + ":";
        for (String attribute : attributes) {
            if (attribute.startsWith(prefix)) {
                return attribute.substring(prefix.length());
            }
        }
        return null;
    }
}
