package trunkline.gateway.config;

/**
 * The section {@code store}.
 *
 * @param url {@code sqlite:PATH}, the path relative to the configuration file
 */
public record StoreConfig(String url) {

    private static final String URL = "sqlite:data/trunkline.db";

    static StoreConfig read(Section section) {
        StoreConfig config = new StoreConfig(section.read(
                "url",
                "must be sqlite:PATH",
                Section.Fallback.ofDefault(URL),
                text -> text.matches("sqlite:.+") ? text : null));
        section.end();
        return config;
    }
}
