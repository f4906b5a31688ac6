package trunkline.smpp.session;

/**
 * What a bind says of itself (SMPP 3.4 §4.1.5).
 *
 * @param systemId 1 to 15 characters (§5.2.1)
 * @param password 0 to 64 characters; §5.2.2 has 8, but SMSCs that give out longer ones exist
 *     (python-smpplib issue 227), and one that does not will refuse it. {@link #toString} does not show it.
 * @param systemType 0 to 12 characters (§5.2.3); empty unless the SMSC asks for one
 */
public record Credentials(String systemId, String password, String systemType) {

    private static final int SYSTEM_ID_CHARACTERS = 15;
    private static final int PASSWORD_CHARACTERS = 64;
    private static final int SYSTEM_TYPE_CHARACTERS = 12;

    public Credentials {
        if (systemId.isEmpty()) {
            throw new IllegalArgumentException("'systemId' must not be empty (SMPP 3.4 §5.2.1)");
        }
        PduText.check("systemId", systemId, SYSTEM_ID_CHARACTERS);
        PduText.check("password", password, PASSWORD_CHARACTERS);
        PduText.check("systemType", systemType, SYSTEM_TYPE_CHARACTERS);
    }

    public Credentials(String systemId, String password) {
        this(systemId, password, "");
    }

    @Override
    public String toString() {
        return "Credentials[systemId=" + systemId + ", password=***, systemType=" + systemType + "]";
    }
}
