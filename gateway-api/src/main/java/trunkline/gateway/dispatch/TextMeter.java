package trunkline.gateway.dispatch;

/** Tells what a text takes as SMS, before it is accepted. Thread-safe. */
public interface TextMeter {

    /**
     * What a text takes.
     *
     * @param segments 1 to 255; 0 if it takes more, or cannot be encoded
     * @param problem why {@code segments} is 0, else empty
     */
    record Size(int segments, String problem) {}

    Size measure(String text);
}
