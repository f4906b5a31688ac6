package trunkline.gateway.call.planted;

import com.google.re2j.Pattern;

/** Breaks a rule of the architecture, to show that the rule bites. */
final class KnowsRe2j {

    private final Pattern pattern = Pattern.compile("");

    @Override
    public String toString() {
        return pattern.toString();
    }
}
