package trunkline.gateway.probe;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import trunkline.profile.SmscProfile.LongForm;
import trunkline.smpp.session.SubmitOptions;
import trunkline.smpp.session.UserData;
import trunkline.smpp.session.UserData.SegmentNumber;

/**
 * The messages that tell SMSCs apart. They are plain ASCII but for one character or two, so that a person who gets them can
 * read all of them.
 */
final class Trials {

    static final SubmitOptions WITH_RECEIPT = SubmitOptions.WITH_RECEIPT;

    /** data_coding of a flash message in the general group, and in the message class group (3GPP TS 23.038 §4). */
    static final int FLASH_GENERAL = 0x10;

    static final int FLASH_CLASS = 0xF0;

    /** Of the data codings and the long forms together; what the window takes comes on top. */
    static final int MESSAGES = 13;

    private static final int UCS2 = 0x08;
    private static final int LATIN1 = 0x03;
    private static final int PART_CHARACTERS = 100;
    private static final int REFERENCE = 0x2A;
    private static final byte[] NUMBER_8_BIT = {5, 0, 3, REFERENCE, 2};
    private static final byte[] NUMBER_16_BIT = {6, 8, 4, 1, REFERENCE, 2};

    /** What data_coding 0 means shows in these two octets: "$@" in Latin-1 and ASCII, "¤¡" in the GSM alphabet. */
    static final String TELLING = "$@";

    /** One submit_sm. */
    record Part(UserData userData) {}

    /** A message, in the parts that it takes. */
    record Trial(String name, List<Part> parts) {}

    private Trials() {}

    static Trial plain(String text) {
        return one("data_coding 0", octets(text, StandardCharsets.US_ASCII), 0);
    }

    static Trial latin1() {
        return one(
                "data_coding 3 (Latin-1)", octets("Trunkline probe, Latin-1: é", StandardCharsets.ISO_8859_1), LATIN1);
    }

    static Trial ucs2() {
        return one("data_coding 8 (UCS-2)", octets("Trunkline probe, UCS-2: Ж", StandardCharsets.UTF_16BE), UCS2);
    }

    static Trial flash(int dataCoding) {
        return one(
                String.format(Locale.ROOT, "data_coding 0x%02x (flash)", dataCoding),
                octets("Trunkline probe, flash", StandardCharsets.US_ASCII),
                dataCoding);
    }

    /** A text of two segments, the way that {@code form} has it. */
    static Trial longText(LongForm form) {
        return switch (form) {
            case UDH8 -> parts("udh8", number -> withHeader(NUMBER_8_BIT, number));
            case UDH16 -> parts("udh16", number -> withHeader(NUMBER_16_BIT, number));
            case SAR ->
                parts("sar", number -> whole(part(number), 0).numbered(new SegmentNumber(REFERENCE, 2, number)));
            case PAYLOAD -> {
                byte[] text = both();
                yield new Trial("payload", List.of(new Part(UserData.inPayload(text, 0, text.length, 0))));
            }
            case SERVER_SPLITS -> one("server-splits", both(), 0);
        };
    }

    private static Trial parts(String name, IntFunction<UserData> of) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(of.apply(1)));
        parts.add(new Part(of.apply(2)));
        return new Trial(name, List.copyOf(parts));
    }

    private static UserData withHeader(byte[] header, int number) {
        byte[] text = part(number);
        byte[] octets = new byte[header.length + 1 + text.length];
        System.arraycopy(header, 0, octets, 0, header.length);
        octets[header.length] = (byte) number;
        System.arraycopy(text, 0, octets, header.length + 1, text.length);
        return new UserData(octets, 0, octets.length, 0, true);
    }

    private static byte[] both() {
        return octets(text(1) + text(2), StandardCharsets.US_ASCII);
    }

    private static byte[] part(int number) {
        return octets(text(number), StandardCharsets.US_ASCII);
    }

    private static String text(int number) {
        return ("part " + number + " of 2 of one text. ").repeat(10).substring(0, PART_CHARACTERS);
    }

    private static Trial one(String name, byte[] octets, int dataCoding) {
        return new Trial(name, List.of(new Part(whole(octets, dataCoding))));
    }

    private static UserData whole(byte[] octets, int dataCoding) {
        return new UserData(octets, 0, octets.length, dataCoding, false);
    }

    private static byte[] octets(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
