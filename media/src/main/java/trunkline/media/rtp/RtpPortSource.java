package trunkline.media.rtp;

/** Where calls get their local ports from, before the INVITE. Thread-safe. */
public interface RtpPortSource {

    /** The ports of one call, or why there are none. */
    RtpPorts.Opening open();

    /** Calls that could have ports now. */
    int available();
}
