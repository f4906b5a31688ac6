package trunkline.gateway.config;

/** The names of SMSCs and trunks. */
final class Names {

    private static final String RULE = "must be 1 to 32 lower-case letters, digits and dashes";

    private Names() {}

    static String read(Section section) {
        String name = section.required("name", RULE);
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            section.wrong("name", RULE);
        }
        return name;
    }
}
