package trunkline.gateway.account;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a key of an account may be used for. */
public enum Scope {
    /** To send messages and calls, and take them back; to upload voice files. */
    SEND,
    /** To look at what is there. */
    READ,
    /** To change what else belongs to the account, such as webhooks; for operators, to administer the gateway. */
    ADMIN;

    /** All of them. */
    public static final Set<Scope> ALL = Set.of(values());

    /** As users write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scopes that {@code text} names, with commas between; null if it names anything else. */
    public static @Nullable Set<Scope> parse(String text) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : text.split(",", -1)) {
            boolean known = false;
            for (Scope scope : values()) {
                if (scope.label().equals(name.strip())) {
                    known = true;
                    scopes.add(scope);
                }
            }
            if (!known) {
                return null;
            }
        }
        return Set.copyOf(scopes);
    }

    /** Their names, with commas between, in order. */
    public static String write(Set<Scope> scopes) {
        StringBuilder text = new StringBuilder();
        for (Scope scope : values()) {
            if (scopes.contains(scope)) {
                text.append(text.isEmpty() ? "" : ",").append(scope.label());
            }
        }
        return text.toString();
    }
}
