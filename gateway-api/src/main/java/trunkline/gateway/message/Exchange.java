package trunkline.gateway.message;

/**
 * One submit_sm and its response, as far as there was one.
 *
 * @param bind which of its SMSC's binds carried it, from 1; 0 if it never left
 * @param sequence sequence_number of both (SMPP 3.4 §3.2)
 * @param sentAtMicros when its octets were handed to the connection, microseconds since 1970 in UTC; 0 if they were not
 * @param answeredAtMicros when the response came, 0 if none did
 */
public record Exchange(int bind, int sequence, long sentAtMicros, long answeredAtMicros) {

    /** Nothing was sent. */
    public static final Exchange NONE = new Exchange(0, 0, 0, 0);
}
