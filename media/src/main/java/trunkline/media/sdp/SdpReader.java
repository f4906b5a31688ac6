package trunkline.media.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a session description into its parts (RFC 8866 §5): a session, then media sections, each with connection and
 * attributes. Lines that say nothing about where audio goes are passed over, whatever is in them.
 *
 * <p>Bounded: octets, lines, media sections. More is refused, not cut.
 */
final class SdpReader {

    static final int OCTETS_MAX = 32 << 10;
    static final int LINES_MAX = 500;
    static final int MEDIA_MAX = 16;

    private final List<MediaSection> media = new ArrayList<>();
    private @Nullable String sessionConnection;
    private final List<String> sessionAttributes = new ArrayList<>();
    private @Nullable MediaSection present;

    private SdpReader() {}

    /** The media sections of {@code sdp}, at least one; each knows what the session says for all of them. */
    static List<MediaSection> read(String sdp) throws UnusableSdpException {
        if (sdp.length() > OCTETS_MAX) {
            throw new UnusableSdpException("SDP of " + sdp.length() + " characters: must be at most " + OCTETS_MAX);
        }
        List<String> lines = sdp.lines().limit(LINES_MAX + 1L).toList();
        if (lines.size() > LINES_MAX) {
            throw new UnusableSdpException("SDP of more than " + LINES_MAX + " lines");
        }
        if (lines.isEmpty() || !lines.get(0).equals("v=0")) {
            throw new UnusableSdpException("line 1: must be v=0");
        }
        var reader = new SdpReader();
        for (int i = 1; i < lines.size(); i++) {
            reader.readLine(i + 1, lines.get(i));
        }
        if (reader.media.isEmpty()) {
            throw new UnusableSdpException("SDP without a media line");
        }
        return reader.media;
    }

    private void readLine(int number, String line) throws UnusableSdpException {
        if (line.isEmpty()) {
            return;
        }
        if (line.length() < 2 || line.charAt(1) != '=') {
            throw new UnusableSdpException("line " + number + ": must be a letter, = and a value");
        }
        char type = line.charAt(0);
        if (type == 'm' || type == 'c' || type == 'a') {
            checkPrintable(number, line);
        }
        String value = line.substring(2);
        switch (type) {
            case 'm' -> startMedia(number, value);
            case 'c' -> setConnection(value);
            case 'a' -> (present == null ? sessionAttributes : present.attributes()).add(value);
            default -> {
                // names, times, bandwidths, keys: not about where audio goes
            }
        }
    }

    private void startMedia(int number, String value) throws UnusableSdpException {
        if (media.size() == MEDIA_MAX) {
            throw new UnusableSdpException("SDP of more than " + MEDIA_MAX + " media lines");
        }
        present = MediaSection.of(number, value, sessionConnection, sessionAttributes);
        media.add(present);
    }

    private void setConnection(String value) {
        if (present == null) {
            sessionConnection = value;
        } else {
            present = present.withConnection(value);
            media.set(media.size() - 1, present);
        }
    }

    private static void checkPrintable(int number, String line) throws UnusableSdpException {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) > '~') {
                throw new UnusableSdpException(
                        "line " + number + ": must be printable ASCII, has U+%04X".formatted((int) line.charAt(i)));
            }
        }
    }
}
