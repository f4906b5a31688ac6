package trunkline.gateway.route;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.PhoneNumber;

/** The numbering plans of the countries. Thread-safe. */
public interface Countries {

    /** The country of a number, two letters (ISO 3166-1); null for a number of none. */
    @Nullable
    String of(PhoneNumber number);
}
