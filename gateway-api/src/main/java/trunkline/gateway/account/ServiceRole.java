package trunkline.gateway.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The roles that a key pair may have, by the names that Voximplant gives those of its service accounts. */
public enum ServiceRole {
    OWNER("Owner"),
    ADMIN("Admin"),
    DEVELOPER("Developer"),
    SUPERVISOR("Supervisor"),
    ACCOUNTANT("Accountant"),
    CALLS_SMS("CallsSMS");

    private final String label;

    ServiceRole(String label) {
        this.label = label;
    }

    /** As Voximplant writes it. */
    public String label() {
        return label;
    }

    /** The roles that {@code text} names, in either case, with commas between; none if it is empty, null if it names anything else. */
    public static @Nullable Set<ServiceRole> parse(String text) {
        EnumSet<ServiceRole> roles = EnumSet.noneOf(ServiceRole.class);
        if (text.isBlank()) {
            return roles;
        }
        for (String name : text.split(",", -1)) {
            ServiceRole role = named(name.strip());
            if (role == null) {
                return null;
            }
            roles.add(role);
        }
        return roles;
    }

    private static @Nullable ServiceRole named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.label.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /** Their names, in order. */
    public static String write(Set<ServiceRole> roles, String between) {
        return Arrays.stream(values())
                .filter(roles::contains)
                .map(ServiceRole::label)
                .collect(Collectors.joining(between));
    }
}
