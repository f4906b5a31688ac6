package trunkline.gateway.message;

import java.util.Map;

/**
 * Which characters may be replaced by like ones, for requests that do not say.
 *
 * @param usual where nothing else is said
 * @param accounts of some accounts, by name
 */
public record Transliteration(Transliterate usual, Map<String, Transliterate> accounts) {

    public Transliteration {
        accounts = Map.copyOf(accounts);
    }

    /** The same for all accounts. */
    public static Transliteration of(Transliterate all) {
        return new Transliteration(all, Map.of());
    }

    /** What holds for the account of this name. */
    public Transliterate of(String account) {
        return accounts.getOrDefault(account, usual);
    }
}
