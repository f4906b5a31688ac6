package trunkline.gateway.message;

/** What the recipient gets to read or to hear. */
public sealed interface Content {

    /** A short message. */
    sealed interface Sms extends Content {

        /** How it is to be shown and handled. */
        SmsOptions options();

        /** What it takes, as it was counted when it was accepted. */
        SmsSize size();

        /** The same with what it takes. */
        Sms with(SmsSize size);

        /** The same with other options. */
        Sms with(SmsOptions options);
    }

    /**
     * An SMS to be read.
     *
     * @param text as it is sent; never shown in {@link #toString}
     */
    record Text(String text, SmsOptions options, SmsSize size) implements Sms {

        /** A text with nothing asked for beside it, not counted yet. */
        public static Text of(String text) {
            return new Text(text, SmsOptions.NONE, SmsSize.UNKNOWN);
        }

        /** Another text with the same options, not counted. */
        public Text with(String other) {
            return new Text(other, options, SmsSize.UNKNOWN);
        }

        @Override
        public Text with(SmsSize counted) {
            return new Text(text, options, counted);
        }

        @Override
        public Text with(SmsOptions other) {
            return new Text(text, other, size);
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters, " + options + ", " + size + "]";
        }
    }

    /**
     * An SMS of octets, for a program on the phone.
     *
     * @param hex its octets, two lower-case digits for each; never shown in {@link #toString}
     */
    record Binary(String hex, SmsOptions options, SmsSize size) implements Sms {

        @Override
        public Binary with(SmsSize counted) {
            return new Binary(hex, options, counted);
        }

        @Override
        public Binary with(SmsOptions other) {
            return new Binary(hex, other, size);
        }

        @Override
        public String toString() {
            return "Binary[" + hex.length() / 2 + " octets, " + options + ", " + size + "]";
        }
    }

    /**
     * An SMS whose text or octets were dropped, since its sender did not want them to be kept.
     *
     * @param binary whether it was one of octets
     * @param length of the text in UTF-16 units, or how many octets
     * @param hash of the text in UTF-8, or of the octets: HMAC-SHA-256 under the secret of the store, in hexadecimal
     */
    record Dropped(boolean binary, int length, String hash, SmsOptions options, SmsSize size) implements Sms {

        @Override
        public Dropped with(SmsSize counted) {
            return new Dropped(binary, length, hash, options, counted);
        }

        @Override
        public Dropped with(SmsOptions other) {
            return new Dropped(binary, length, hash, other, size);
        }
    }

    /**
     * A voice file that was uploaded before.
     *
     * @param file the name it was uploaded under
     * @param prompt names the prompt that was made of it: stays the same if another file takes over the name
     * @param options how it is to be played
     */
    record Voice(String file, String prompt, VoiceOptions options) implements Content {

        /** One that is played as its trunk usually does. */
        public Voice(String file, String prompt) {
            this(file, prompt, VoiceOptions.NONE);
        }
    }
}
