package trunkline.gateway.message;

import java.util.Map;

/**
 * Whether the texts of SMS stay in the store, for requests that do not say and for what phones send.
 *
 * @param usual where nothing else is said
 * @param accounts of some accounts, by name
 */
public record BodyKeeping(Bodies usual, Map<String, Bodies> accounts) {

    /** What becomes of texts. */
    public enum Bodies {
        /** They stay as long as their messages. */
        KEEP,
        /** They are dropped as soon as their messages need them no more. */
        DROP
    }

    /** All texts stay. */
    public static final BodyKeeping ALL = new BodyKeeping(Bodies.KEEP, Map.of());

    public BodyKeeping {
        accounts = Map.copyOf(accounts);
    }

    /** Whether the texts of an account go where nothing else is said. */
    public boolean drops(String account) {
        return accounts.getOrDefault(account, usual) == Bodies.DROP;
    }

    /** The SMS of an account, which says now whether its text stays. */
    public Content.Sms decide(String account, Content.Sms sms) {
        return sms.options().storeBody() == null && drops(account)
                ? sms.with(sms.options().storingBody(false))
                : sms;
    }
}
