package trunkline.smpp.simulator;

import java.util.Locale;
import java.util.UUID;

/** How an SMSC writes the number of a message. */
public enum IdForm {
    DECIMAL {
        @Override
        String format(long number) {
            return Long.toString(number);
        }
    },
    /** Ten digits, with zeros in front. */
    DECIMAL_PADDED {
        @Override
        String format(long number) {
            return String.format(Locale.ROOT, "%010d", number);
        }
    },
    /** Lower case. */
    HEX {
        @Override
        String format(long number) {
            return Long.toHexString(number);
        }
    },
    /** Ten digits, upper case, with zeros in front. */
    HEX_PADDED {
        @Override
        String format(long number) {
            return String.format(Locale.ROOT, "%010X", number);
        }
    },
    UUID_TEXT {
        @Override
        String format(long number) {
            return new UUID(0x3c16_44bb_4000_9a8cL, 0x8000_0000_0000_0000L | number).toString();
        }
    },
    UUID_UPPER {
        @Override
        String format(long number) {
            return UUID_TEXT.format(number).toUpperCase(Locale.ROOT);
        }
    };

    /** The id of message {@code number}, which is above 0. */
    abstract String format(long number);
}
