package trunkline.sip.stack;

import java.util.Properties;

/** Our settings in the words of jain-sip, which takes strings. */
final class JainProperties {

    private static final String GOV = "gov.nist.javax.sip.";

    /** In half seconds as in RFC 3261: a server transaction stays for 16 × T1 to catch what is repeated. */
    private static final int LINGER_IN_T1 = 16;

    private JainProperties() {}

    static Properties of(SipSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "sip-ua");
        // Dialogs are ours: the package comment says why.
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty(GOV + "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        // The listener only puts things into mailboxes, so the receiving thread runs it, and messages stay in order.
        properties.setProperty(GOV + "REENTRANT_LISTENER", "true");
        properties.setProperty(GOV + "THREAD_POOL_SIZE", "1");
        properties.setProperty(GOV + "CONGESTION_CONTROL_TIMEOUT", "0");
        properties.setProperty(
                GOV + "MAX_MESSAGE_SIZE", Integer.toString(settings.limits().messageOctets()));
        properties.setProperty(GOV + "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(4 << 20));
        properties.setProperty(GOV + "SEND_UDP_BUFFER_SIZE", Integer.toString(1 << 20));
        properties.setProperty(
                GOV + "MAX_SERVER_TRANSACTIONS",
                Integer.toString(4 * settings.limits().calls() + 1000));
        // Only responses to a branch that we made are passed up.
        properties.setProperty(GOV + "REJECT_STRAY_RESPONSES", "true");
        // It would search all transactions; a CANCEL of ours always has its INVITE.
        properties.setProperty(GOV + "CANCEL_CLIENT_TRANSACTION_CHECKED", "false");
        properties.setProperty(GOV + "DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty(GOV + "RELEASE_REFERENCES_STRATEGY", "None");
        properties.setProperty(
                GOV + "LINGER_TIMER", Long.toString(LINGER_IN_T1 * settings.t1().toMillis() / 1000));
        properties.setProperty(GOV + "STACK_LOGGER", Slf4jStackLogger.class.getName());
        properties.setProperty(GOV + "SERVER_LOGGER", MessageLog.class.getName());
        properties.setProperty(GOV + "TIMER_CLASS_NAME", StackTimer.class.getName());
        properties.setProperty(GOV + "NETWORK_LAYER", SipSockets.class.getName());
        properties.setProperty(GOV + "MESSAGE_PARSER_FACTORY", GuardedParser.class.getName());
        properties.setProperty(GOV + "MESSAGE_PROCESSOR_FACTORY", SipProcessors.class.getName());
        return properties;
    }
}
