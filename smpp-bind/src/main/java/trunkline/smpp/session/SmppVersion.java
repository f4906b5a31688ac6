package trunkline.smpp.session;

/** interface_version (SMPP 3.4 §5.2.4): which commands and parameters may be used. */
public enum SmppVersion {
    /** No transceiver, no optional parameters, no data_sm. */
    V3_3(0x33, "3.3"),
    V3_4(0x34, "3.4"),
    /** As 3.4, with congestion_state and more statuses. */
    V5_0(0x50, "5.0");

    private final int octet;
    private final String text;

    SmppVersion(int octet, String text) {
        this.octet = octet;
        this.text = text;
    }

    /** The octet of interface_version. */
    public int octet() {
        return octet;
    }

    /** Whether PDUs may carry optional parameters. */
    public boolean hasParameters() {
        return this != V3_3;
    }

    /** As people write it: 3.3, 3.4, 5.0. */
    @Override
    public String toString() {
        return text;
    }
}
