package trunkline.smpp.segment;

/** How data_coding says that a phone shows a message at once and does not keep it: class 0 (3GPP TS 23.038 §4). */
public enum FlashForm {
    /** In the general coding group, 0x10, 0x14, 0x18: reserved in SMPP 3.4, understood nearly everywhere. */
    GENERAL,

    /** In the group of message classes, 0xF0 and 0xF4 (SMPP 3.4 §5.2.19); it has no UCS-2, which stays 0x18. */
    MESSAGE_CLASS;

    private static final int CLASS_0 = 0x10;
    private static final int MESSAGE_CLASS_GROUP = 0xF0;

    /** The data_coding octet of a message of class 0. */
    public int dataCoding(DataCoding coding) {
        return this == GENERAL || coding == DataCoding.UCS2
                ? coding.value() | CLASS_0
                : coding.value() | MESSAGE_CLASS_GROUP;
    }
}
